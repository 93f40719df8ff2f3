package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.DisorderedStore;
import s3migrate.cli.ExitCode;

/// `s3migrate verify` of a route whose destination does not list in order.
class UnlistableSideIT {

    @TempDir private Path directory;

    @Test
    void cannotBeComparedAndSaysWhy() throws Exception {
        try (var sandbox = new SandboxSystem(directory);
                var store = new DisorderedStore(1)) {
            sandbox.credentials(
                    """
                    {"aws_access_key_id": "AKIAEXAMPLE000000001", "aws_secret_access_key": "s", "region": "us-east-1", "endpoint": "%s"}\
                    """
                            .formatted(store.uri()));

            var ended = sandbox.run("verify", SandboxSystem.ROUTE);

            assertThat(ended.code()).isEqualTo(ExitCode.COULD_NOT_START);
            assertThat(ended.err().lines())
                    .singleElement()
                    .asString()
                    .contains("list s3://backup/", "accepted is UTF-8 order");
        }
    }
}
