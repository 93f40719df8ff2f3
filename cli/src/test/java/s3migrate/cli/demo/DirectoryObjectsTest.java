package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.CouldNotStart;

class DirectoryObjectsTest {

    @TempDir Path directory;

    @Test
    void keysAreThePathsBelowTheDirectory() throws IOException {
        write("a.txt", "one");
        write("b/c/ü d.bin", "four");
        write("b/empty", "");

        var objects = DirectoryObjects.in(directory).objects();

        assertThat(objects)
                .extracting(DemoObject::key, DemoObject::size)
                .containsExactlyInAnyOrder(
                        tuple("a.txt", 3L), tuple("b/c/ü d.bin", 4L), tuple("b/empty", 0L));
    }

    @Test
    void bytesAreReadWhenTheyAreNeeded() throws IOException {
        write("a.txt", "one");
        var object = DirectoryObjects.in(directory).objects().getFirst();
        write("a.txt", "two");

        try (var in = object.content().open()) {
            assertThat(in.readAllBytes()).asString().isEqualTo("two");
        }
    }

    @Test
    void contentTypesAreThoseTheSystemKnows() throws IOException {
        write("page.html", "<p>");
        write("no-idea.s3migrate", "?");

        var objects = DirectoryObjects.in(directory).objects();

        assertThat(objects)
                .extracting(DemoObject::key, object -> object.properties().headers())
                .containsExactlyInAnyOrder(
                        tuple("page.html", Map.of("content-type", "text/html")),
                        tuple("no-idea.s3migrate", Map.of("content-type", "binary/octet-stream")));
    }

    @Test
    void symbolicLinksAreLeftOutAndNamed() throws IOException {
        write("file", "x");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        Files.createSymbolicLink(directory.resolve("loop"), directory);

        var found = DirectoryObjects.in(directory);

        assertThat(found.objects()).extracting(DemoObject::key).containsExactly("file");
        assertThat(found.leftOut()).containsExactlyInAnyOrder("link", "loop");
        assertThat(new DirectoryObjects(found.objects(), List.of("link", "loop")).leftOutText())
                .isEqualTo("2 left out, as symbolic links are not followed: link, loop");
    }

    @Test
    void anEmptyDirectoryIsRefused() throws IOException {
        Files.createDirectory(directory.resolve("empty"));

        assertThatThrownBy(() -> DirectoryObjects.in(directory))
                .isInstanceOf(CouldNotStart.class)
                .hasMessage("--data %s: no files in it", directory);
    }

    @Test
    void whatIsNoDirectoryIsRefused() {
        var missing = directory.resolve("missing");

        assertThatThrownBy(() -> DirectoryObjects.in(missing))
                .isInstanceOf(CouldNotStart.class)
                .hasMessage("--data %s: is no directory", missing);
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws IOException {
        write("open", "x");
        write("secret", "x");
        Files.setPosixFilePermissions(directory.resolve("secret"), Set.of());
        assumeFalse(Files.isReadable(directory.resolve("secret")), "root reads everything");

        assertThatThrownBy(() -> DirectoryObjects.in(directory))
                .isInstanceOf(CouldNotStart.class)
                .hasMessage("--data %s: 1 cannot be taken: secret (may not be read)", directory);
    }

    @Test
    void aPathLongerThanAKeyIsRefused() throws IOException {
        var deep = ("d".repeat(200) + "/").repeat(5) + "file";
        write(deep + "-with-a-name", "x");

        assertThatThrownBy(() -> DirectoryObjects.in(directory))
                .isInstanceOf(CouldNotStart.class)
                .hasMessage(
                        "--data %s: 1 cannot be taken: %s-with-a-name (longer than 1,012 bytes)",
                        directory, deep);
    }

    private void write(String path, String content) throws IOException {
        var file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
