package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.ObjectProperties;

/// `s3migrate sync` as a process over https, killed hard again and again.
class KilledSyncIT {

    /// Up to here an object is one request.
    private static final long SMALL_BYTES = 64L << 20;

    private static final long PART_BYTES = 8L << 20;
    private static final long LINE_OF_A_PART = 128;

    @TempDir private Path directory;
    private TwoServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = TwoServers.overHttps(directory);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    /// The JDK this test runs on: a directory tree nobody made for it.
    @Test
    void killedFiveTimesItSendsNothingTwiceButWhatWasOnTheWay() throws Exception {
        putTree(Path.of(System.getProperty("java.home")));
        long size = sizes().sum();
        var random = new Random(5);
        servers.destination.limitBandwidth(80L << 20);
        long wasted = 0;
        for (int kill = 1; kill <= 5; kill++) {
            long until =
                    servers.destination.log().bytesReceived()
                            + size / 12
                            + random.nextLong(size / 24);
            var process = servers.begin("--part-mib", "8", "--connections", "8");
            await(() -> servers.destination.log().bytesReceived() >= until || !process.isAlive());
            assertThat(process.isAlive()).as("alive before it is killed").isTrue();
            process.destroyForcibly().waitFor();
            settle();
            long lost = servers.destination.log().bytesReceived() - servers.storedBytes() - wasted;
            assertThat(lost).isLessThanOrEqualTo(mostOnTheWay());
            wasted += lost;
            System.out.printf(
                    "kill %d: %,d bytes stored, %,d on the way were lost%n",
                    kill, servers.storedBytes(), lost);
        }
        servers.destination.limitBandwidth(0);

        var ended = servers.syncByProcess("--part-mib", "8", "--connections", "8");

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(servers.differences()).isEmpty();
        assertThat(servers.destination.openUploads(TwoServers.TO)).isEmpty();
        long sent = servers.destination.log().bytesReceived();
        System.out.printf(
                "sent %,d bytes for %,d, of which %,d were lost in five kills%n",
                sent, size, wasted);
        assertThat(sent).isLessThanOrEqualTo(size + wasted + completes());
    }

    /// What the requests say, at most, that end the uploads: a line of XML for each part.
    private long completes() {
        return sizes().filter(size -> size > SMALL_BYTES)
                .map(size -> Math.ceilDiv(size, PART_BYTES) * LINE_OF_A_PART)
                .sum();
    }

    /// What the connections have on the way at most: each an object that is copied at once, or a
    /// part.
    private long mostOnTheWay() {
        return sizes().map(size -> size <= SMALL_BYTES ? size : PART_BYTES)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .limit(8)
                .mapToLong(Long::longValue)
                .sum();
    }

    private LongStream sizes() {
        return servers.source.keys(TwoServers.FROM).stream()
                .mapToLong(key -> servers.source.object(TwoServers.FROM, key).orElseThrow().size());
    }

    /// Requests that were whole when their sender died still land.
    private void settle() throws InterruptedException {
        long[] last = {-1};
        await(() -> {
            long now = servers.storedBytes() + servers.destination.log().bytesReceived();
            boolean still = now == last[0];
            last[0] = now;
            return still;
        });
    }

    private static void await(java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time-out").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void putTree(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file :
                    files.filter(Files::isRegularFile)
                            .filter(f -> !Files.isSymbolicLink(f))
                            .toList()) {
                try (var in = Files.newInputStream(file)) {
                    String key = root.relativize(file).toString();
                    servers.source.put(TwoServers.FROM, key, in, Files.size(file), properties(key));
                }
            }
        }
    }

    private static ObjectProperties properties(String key) {
        return ObjectProperties.NONE
                .withHeader("content-type", "text/plain; charset=utf-8")
                .withMetadata(Map.of("length", Integer.toString(key.length())))
                .withTags(Map.of("kind", "test"));
    }
}
