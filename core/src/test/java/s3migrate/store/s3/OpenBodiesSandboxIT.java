package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.object.ObjectLocation;
import s3migrate.store.OpenObject;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.time.Deadline;
import s3migrate.transfer.InParallel;

/// Objects are opened, and then asked for their tags, by more threads than there are connections.
final class OpenBodiesSandboxIT {

    private static final int AT_ONCE = 2;
    private static final int THREADS = 40;

    @TempDir private static Path directory;

    /// Would each of them take a connection and wait for one more, all would wait for a minute.
    @Test
    @Timeout(30)
    void whoHasAnObjectOpenFindsAConnectionToAskForMore() throws Exception {
        try (var sandbox = SandboxS3.start(directory);
                var store = store(sandbox)) {
            var location = new ObjectLocation(sandbox.newBucket(), "key");
            sandbox.server().put(location.bucket(), location.key(), new byte[] {1, 2, 3});

            var read =
                    InParallel.map(
                            IntStream.range(0, THREADS).boxed().toList(),
                            THREADS,
                            Deadline.never(InstantSource.system()),
                            _ -> Optional.of(readWithTags(store, location)));

            assertThat(read).hasSize(THREADS).containsOnly(List.of((byte) 1, (byte) 2, (byte) 3));
        }
    }

    private static List<Byte> readWithTags(S3ObjectStore store, ObjectLocation location) {
        try (OpenObject open = store.open(location).orElseThrow()) {
            assertThat(store.tagsOf(open.object())).isEmpty();
            var bytes = open.body().readAllBytes();
            return List.of(bytes[0], bytes[1], bytes[2]);
        } catch (IOException broke) {
            throw new AssertionError(broke);
        }
    }

    private static S3ObjectStore store(SandboxS3 sandbox) {
        return S3Stores.open(
                sandbox.access("AKIASANDBOX", "secret"),
                Side.SOURCE,
                S3Connections.forInFlight(AT_ONCE));
    }
}
