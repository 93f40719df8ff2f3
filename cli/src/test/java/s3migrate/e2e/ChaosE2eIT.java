package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;

/// `mvn -pl cli -am verify -Pexhaustive -Dit.test=ChaosE2eIT`: everything goes wrong at once, over
/// sockets, with the deployed functions in processes that are killed every few seconds. Messages
/// come twice and late, credentials expire, a quarter of the objects is overwritten, half of those
/// at equal size, deleted or created meanwhile. `-Dobjects`, `-Dseed` and `-Dgib`, of each of three
/// huge objects whose copies keep no bytes, say how much and which chance.
@Tag("exhaustive")
class ChaosE2eIT {

    private static final int OBJECTS = Integer.getInteger("objects", 2_000);
    private static final long SEED = Long.getLong("seed", 1);
    private static final long HUGE_BYTES = Long.getLong("gib", 1) << 30;
    private static final int HUGE_OBJECTS = 3;
    private static final int MIB = 1 << 20;

    private static final Duration TICK = Duration.ofMillis(200);
    private static final int TICKS_PER_KILL = 15;

    /// Calls between the first two kills, so that something is done, also where a process takes
    /// long to start. From kill to kill they get more: in the end a whole batch is done in between.
    private static final int FEWEST_CALLS_PER_KILL = 150;

    private static final double MORE_CALLS = 1.1;

    private static final int TICKS_PER_LINE = 100;
    private static final int TICKS_PER_DOUBLING = 10;
    private static final int TICKS_PER_CREDENTIALS = 75;
    private static final int FEWEST_TICKS = 300;
    private static final Duration LONGEST = Duration.ofMinutes(15 + OBJECTS / 50);

    @TempDir Path directory;

    private final Random random = new Random(SEED);
    private int kills;
    private int doubled;
    private int changes;
    private int named;

    @Test
    void theDestinationIsTheSourceInTheEndAndWasNeverAnythingElse() throws Exception {
        try (var aws = new ChaosSystem(directory, Fleet.TIMEOUT, SEED)) {
            var kept = new ChaosHistory(aws.bucket("kept"), false);
            var mirrored = new ChaosHistory(aws.bucket("mirrored"), true);
            var huge = new ChaosHistory(aws.sink("huge"), false);
            aws.routes(
                    """
                    [{"name": "kept", "src_bucket": "kept", "des_bucket": "kept-copies", "des_store": "aws"},
                     {"name": "huge", "src_bucket": "huge", "des_bucket": "huge-copies", "des_store": "aws"},
                     {"name": "mirrored", "src_bucket": "mirrored", "des_bucket": "mirrored-copies", "des_store": "aws",
                      "delete": true, "max_delete": 1000000, "max_event_deletes": 1000000}]\
                    """);
            for (int i = 0; i < OBJECTS; i++) {
                write(i % 2 == 0 ? kept : mirrored, "first/%06d".formatted(named++), size());
            }
            for (int i = 0; i < HUGE_OBJECTS; i++) {
                write(huge, "huge/" + i, HUGE_BYTES + i);
            }
            var all = List.of(kept, mirrored, huge);
            Stream.of(kept, mirrored).forEach(one -> aws.tellEvents(one.lane().source()));

            aws.faults.begin();
            aws.compare(all);
            storm(aws, kept, mirrored);
            aws.faults.end();
            aws.awaitIdle(LONGEST);
            aws.compare(all);
            aws.awaitIdle(LONGEST);

            report(aws, all);
            assertThat(BrokenPromises.of(aws, all)).isEmpty();
        }
    }

    /// Until all is changed and copied, and for a minute at least.
    private void storm(ChaosSystem aws, ChaosHistory kept, ChaosHistory mirrored) throws Exception {
        var deadline = Deadline.in(LONGEST, InstantSource.system());
        int wanted = OBJECTS / 4;
        double callsToKill = FEWEST_CALLS_PER_KILL;
        for (int tick = 1; tick < FEWEST_TICKS || changes < wanted || !aws.idle(); tick++) {
            if (deadline.remaining().isZero()) {
                throw new AssertionError("still at work: " + aws.state());
            }
            for (int i = 0; i < Math.ceilDiv(wanted, FEWEST_TICKS) && changes < wanted; i++) {
                change(random.nextBoolean() ? kept : mirrored);
            }
            if (tick % TICKS_PER_KILL == 0 && aws.faults.calls() >= callsToKill && aws.kill()) {
                kills++;
                callsToKill =
                        aws.faults.calls() + FEWEST_CALLS_PER_KILL * Math.pow(MORE_CALLS, kills);
            }
            if (tick % TICKS_PER_LINE == 0) {
                System.out.printf(
                        "%,d calls, %d kills, %,d changes; %s%n",
                        aws.faults.calls(), kills, changes, aws.waiting());
            }
            if (tick % TICKS_PER_DOUBLING == 0 && changes < wanted) {
                doubled += aws.doubleMessages();
            }
            if (tick % TICKS_PER_CREDENTIALS == 0) {
                aws.renewCredentials();
            }
            Sleeper.system().sleep(TICK);
        }
    }

    private void change(ChaosHistory route) {
        var keys = route.keys();
        String key = keys.get(random.nextInt(keys.size()));
        changes++;
        switch (random.nextInt(4)) {
            case 0 -> route.remove(key);
            case 1 -> write(route, "new/%06d".formatted(named++), size());
            case 2 -> write(route, key, size());
            default -> write(route, key, route.bytes(key));
        }
    }

    private void write(ChaosHistory route, String key, long bytes) {
        route.write(
                key,
                bytes > Fleet.SMALL_BYTES
                        ? GeneratedObject.inParts(random.nextLong(), bytes, Fleet.PART_BYTES)
                        : GeneratedObject.of(random.nextLong(), bytes));
    }

    /// Of a hundred objects two have parts, and of a thousand one is cut into slices.
    private long size() {
        int chance = random.nextInt(1_000);
        if (chance < 979) {
            return random.nextInt(64 << 10);
        }
        return chance < 999
                ? Fleet.SMALL_BYTES + 1 + random.nextInt(20 * MIB)
                : 70L * MIB + random.nextInt(60 * MIB);
    }

    private void report(ChaosSystem aws, List<ChaosHistory> routes) {
        System.out.printf(
                "-Dseed=%d: %,d objects, %,d changes, %,d kills, %,d messages doubled, %,d versions copied, %,d calls, of which %s%n",
                SEED,
                named + HUGE_OBJECTS,
                changes,
                kills,
                doubled,
                routes.stream().mapToLong(ChaosHistory::copies).sum(),
                aws.faults.calls(),
                aws.faults.struck());
    }
}
