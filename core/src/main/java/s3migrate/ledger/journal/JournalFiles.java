package s3migrate.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;

/// The files of a state directory, which one process has at a time: `lock`, and one file per key,
/// named by the SHA-256 of `bucket/key` because file names are shorter than keys.
///
/// A file is written beside its place, forced to the disk and moved there: a killed process leaves
/// the former text or the new one, and maybe a `.tmp` that the next one removes. After a power cut
/// the last changes may be missing.
final class JournalFiles implements AutoCloseable {

    private static final String TEXTS = "*.json";
    private static final String UNFINISHED = "*.tmp";

    /// Behind any content, because Windows lets nobody read what is locked.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path directory;
    private final FileChannel lockFile;

    private JournalFiles(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /// Makes the directory if need be, and takes it.
    ///
    /// @throws LedgerException if another process has it, or it cannot be used
    static JournalFiles open(Path directory) {
        try {
            Files.createDirectories(directory);
            var files = new JournalFiles(directory, lock(directory));
            for (var unfinished : files.named(UNFINISHED)) {
                Files.delete(unfinished);
            }
            return files;
        } catch (IOException e) {
            throw broken("open state directory " + directory, e);
        }
    }

    List<Path> texts() {
        try {
            return named(TEXTS);
        } catch (IOException e) {
            throw broken("list state directory " + directory, e);
        }
    }

    String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw broken("read " + file, e);
        }
    }

    void write(ObjectLocation key, String text) {
        var file = fileOf(key);
        var unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            // Not a channel: an interrupt would close it in mid-write.
            try (var out = new FileOutputStream(unfinished.toFile())) {
                out.write(text.getBytes(UTF_8));
                out.getFD().sync();
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw broken("write " + file, e);
        }
    }

    void remove(ObjectLocation key) {
        var file = fileOf(key);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw broken("delete " + file, e);
        }
    }

    /// Gives the directory to the next process.
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw broken("close state directory " + directory, e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        var file = directory.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = tryLock(channel).isPresent();
            if (!locked) {
                throw new LedgerException(
                        "state directory %s is in use by process %s: accepted is one at a time"
                                .formatted(directory, Files.readString(file)));
            }
            var pid = Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8);
            channel.truncate(0).write(ByteBuffer.wrap(pid));
            return channel;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        }
    }

    private List<Path> named(String pattern) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(directory, pattern)) {
            files.forEach(found::add);
        }
        return found;
    }

    private Path fileOf(ObjectLocation key) {
        return directory.resolve(sha256(key.bucket() + "/" + key.key()) + ".json");
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /// Most of these say no more than a path: what went wrong is in their type.
    private static LedgerException broken(String what, IOException e) {
        return new LedgerException("%s: %s".formatted(what, e), e);
    }
}
