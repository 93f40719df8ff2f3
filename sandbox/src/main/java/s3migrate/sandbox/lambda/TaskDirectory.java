package s3migrate.sandbox.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What is `/var/task` on AWS: a deployment asset, unpacked.
final class TaskDirectory {
    private TaskDirectory() {}

    /// The asset itself if it is a directory, else its entries below `scratch`. An entry that
    /// points outside is refused.
    static Path of(Path asset, Path scratch) {
        if (Files.isDirectory(asset)) return asset.toAbsolutePath();
        if (!Files.isRegularFile(asset))
            throw new IllegalArgumentException("no deployment asset at " + asset);
        try (var zip = new ZipFile(asset.toFile())) {
            var entries = zip.entries();
            while (entries.hasMoreElements()) unpack(zip, entries.nextElement(), scratch);
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path directory) throws IOException {
        var file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory))
            throw new IllegalArgumentException(
                    "entry " + entry.getName() + " of " + zip.getName() + " points outside");
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        try (var bytes = zip.getInputStream(entry)) {
            Files.copy(bytes, file);
        }
    }
}
