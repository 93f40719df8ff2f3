package s3migrate.sandbox.s3.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.S3Fixture;

/// Our own server: no departures.
class SandboxContractIT extends WholeContract {
    @TempDir static Path directory;

    @RegisterExtension
    static final StartedServer SERVER =
            StartedServer.ofClass(
                    S3Fixture.class,
                    () -> new S3Fixture(directory, s -> s.withMinimumPartBytes(1000)));
}
