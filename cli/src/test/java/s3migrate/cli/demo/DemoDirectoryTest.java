package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.CouldNotStart;

class DemoDirectoryTest {

    @TempDir Path parent;

    @Test
    void isRemovedWithEverythingInIt() throws IOException {
        try (var directory = DemoDirectory.create(parent, 1)) {
            Files.createDirectories(directory.path().resolve("a/b"));
            Files.writeString(directory.path().resolve("a/b/file"), "x");
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void staysWhereSomebodyShouldLookIntoIt() throws IOException {
        try (var directory = DemoDirectory.create(parent, 1)) {
            directory.keep();
        }

        assertThat(parent).isNotEmptyDirectory();
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> DemoDirectory.create(parent, 1L << 60))
                .isInstanceOf(CouldNotStart.class)
                .hasMessageStartingWith(
                        "the demo needs 2147483648.3 GiB in %s, and ".formatted(parent))
                .hasMessageEndingWith(" are free: name another directory with --temp");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aMissingParentIsRefused() {
        var missing = parent.resolve("missing");

        assertThatThrownBy(() -> DemoDirectory.create(missing, 1))
                .isInstanceOf(CouldNotStart.class)
                .hasMessageStartingWith("the demo cannot write to %s: ".formatted(missing));
    }
}
