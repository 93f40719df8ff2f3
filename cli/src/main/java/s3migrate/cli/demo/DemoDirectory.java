package s3migrate.cli.demo;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.options.Written;

/// Where the demo keeps the objects of both buckets, its certificate and the functions' log. It is
/// removed in the end, unless somebody should look into it.
final class DemoDirectory implements AutoCloseable {

    /// For what is beside the objects.
    private static final long SPARE_BYTES = 256L << 20;

    /// A request that was cut off may still put its file away.
    private static final int TRIES = 5;

    private final Path path;
    private boolean kept;

    private DemoDirectory(Path path) {
        this.path = path;
    }

    /// A new one below `parent`, for objects of `bytes` in all on each side.
    ///
    /// @throws CouldNotStart if there is not enough room
    static DemoDirectory create(Path parent, long bytes) {
        try {
            long needed = 2 * bytes + SPARE_BYTES;
            long free = Files.getFileStore(parent).getUsableSpace();
            if (free < needed) {
                throw new CouldNotStart(
                        "the demo needs %s in %s, and %s are free: name another directory with --temp"
                                .formatted(Written.bytes(needed), parent, Written.bytes(free)));
            }
            return new DemoDirectory(Files.createTempDirectory(parent, "s3migrate-demo-"));
        } catch (IOException broke) {
            throw new CouldNotStart(
                    "the demo cannot write to %s: %s".formatted(parent, broke), broke);
        }
    }

    Path path() {
        return path;
    }

    /// It is left as it is.
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        for (int left = TRIES; !kept; left--) {
            try {
                Files.walkFileTree(path, new Removal());
                return;
            } catch (DirectoryNotEmptyException lateFile) {
                if (left == 1) {
                    throw lateFile;
                }
            }
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException broke) throws IOException {
            if (broke instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw broke;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path left, @Nullable IOException broke)
                throws IOException {
            Files.deleteIfExists(left);
            return FileVisitResult.CONTINUE;
        }
    }
}
