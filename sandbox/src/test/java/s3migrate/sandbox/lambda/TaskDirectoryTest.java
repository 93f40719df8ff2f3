package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskDirectoryTest {
    @TempDir Path directory = Path.of("");

    @Test
    void aZipIsUnpackedWithItsFolders() throws Exception {
        var task =
                TaskDirectory.of(
                        zip("a/b/C.class", "lib/one.jar", "root.txt"), directory.resolve("task"));
        assertThat(task.resolve("a/b/C.class")).hasContent("a/b/C.class");
        assertThat(task.resolve("lib/one.jar")).hasContent("lib/one.jar");
        assertThat(task.resolve("root.txt")).hasContent("root.txt");
    }

    @Test
    void aDirectoryIsTakenAsItIs() {
        assertThat(TaskDirectory.of(directory, directory.resolve("task")))
                .isEqualTo(directory.toAbsolutePath());
    }

    @Test
    void anEntryThatPointsOutsideIsRefused() throws Exception {
        var zip = zip("../outside");
        assertThatThrownBy(() -> TaskDirectory.of(zip, directory.resolve("task")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../outside");
        assertThat(directory.resolve("outside")).doesNotExist();
    }

    @Test
    void aMissingAssetIsNamed() {
        assertThatThrownBy(() ->
                        TaskDirectory.of(directory.resolve("no.jar"), directory.resolve("task")))
                .hasMessage("no deployment asset at " + directory.resolve("no.jar"));
    }

    private Path zip(String... names) throws IOException {
        var file = directory.resolve("asset.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
