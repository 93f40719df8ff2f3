package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartIT {
    @TempDir Path directory;

    @Test
    void saysWhichPortIsInUse() throws IOException {
        try (S3Server first = S3Server.start(S3Settings.in(directory))) {
            int port = first.http().getPort();

            assertThatThrownBy(() -> S3Server.start(S3Settings.in(directory).withPorts(port, 0)))
                    .hasMessage(
                            "port " + port + " is in use; choose another, or 0 for any free one");
        }
    }

    @Test
    void keepsServersApart() throws IOException {
        try (S3Server one = S3Server.start(S3Settings.in(directory.resolve("1")));
                S3Server two = S3Server.start(S3Settings.in(directory.resolve("2")))) {
            one.createBucket("shared-name");
            two.createBucket("shared-name");
            one.put("shared-name", "k", new byte[1]);

            assertThat(two.keys("shared-name")).isEmpty();
        }
    }
}
