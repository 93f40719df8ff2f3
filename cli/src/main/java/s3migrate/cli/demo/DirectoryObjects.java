package s3migrate.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import s3migrate.cli.CouldNotStart;
import s3migrate.sandbox.s3.store.ObjectProperties;

/// The files under a directory as objects: the key is the path below it, with `/`; the bytes are
/// read from the disk whenever they are needed.
///
/// @param leftOut symbolic links, which are not followed, and what is no file, as paths below the
///   directory
record DirectoryObjects(List<DemoObject> objects, List<String> leftOut) {

    /// S3's limit, less what is put before keys at the destination.
    private static final int MAX_KEY_BYTES = 1_024 - SandboxAws.DESTINATION_PREFIX.length();

    private static final int SHOWN = 5;

    /// Reads names and sizes.
    ///
    /// @throws CouldNotStart if there are no files, or some that cannot be read
    static DirectoryObjects in(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CouldNotStart("--data %s: is no directory".formatted(directory));
        }
        var walk = new Walk(directory);
        try {
            Files.walkFileTree(directory, walk);
        } catch (IOException broke) {
            throw new CouldNotStart("--data %s: %s".formatted(directory, broke), broke);
        }
        if (!walk.refused.isEmpty()) {
            throw new CouldNotStart(
                    "--data %s: %,d cannot be taken: %s"
                            .formatted(directory, walk.refused.size(), some(walk.refused)));
        }
        if (walk.objects.isEmpty()) {
            throw new CouldNotStart("--data %s: no files in it".formatted(directory));
        }
        return new DirectoryObjects(List.copyOf(walk.objects), List.copyOf(walk.leftOut));
    }

    /// What is left out, in one line; empty if nothing is.
    String leftOutText() {
        return leftOut.isEmpty()
                ? ""
                : "%,d left out, as symbolic links are not followed: %s"
                        .formatted(leftOut.size(), some(leftOut));
    }

    private static String some(List<String> texts) {
        var shown = texts.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return texts.size() > SHOWN ? shown + ", ..." : shown;
    }

    private static final class Walk extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<DemoObject> objects = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        private Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            String key = root.relativize(file).toString().replace(File.separatorChar, '/');
            if (!attributes.isRegularFile()) {
                leftOut.add(key);
            } else if (!Files.isReadable(file)) {
                refused.add(key + " (may not be read)");
            } else if (key.getBytes(UTF_8).length > MAX_KEY_BYTES) {
                refused.add("%s (longer than %,d bytes)".formatted(key, MAX_KEY_BYTES));
            } else {
                objects.add(
                        new DemoObject(
                                key,
                                attributes.size(),
                                properties(file),
                                () -> Files.newInputStream(file)));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException broke) {
            refused.add("%s (%s)".formatted(root.relativize(file), broke));
            return FileVisitResult.CONTINUE;
        }

        private static ObjectProperties properties(Path file) throws IOException {
            String type = Files.probeContentType(file);
            return type == null
                    ? ObjectProperties.NONE
                    : ObjectProperties.NONE.withHeader("content-type", type);
        }
    }
}
