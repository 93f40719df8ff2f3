package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;

/// Everything goes wrong at once, in a deployment in memory: of its calls, after the retries of
/// their clients, 5 % are answered 503, to the table too, 2 % are reset, 1 % lose their replies,
/// some are late, cut or kill their process; messages come twice, late and in any order; objects
/// are overwritten, also at equal size, deleted and created meanwhile. `-Dobjects` and `-Dseed` set
/// how many and which chance, `-Dpercent` how many are answered 503, of which the others are a
/// share.
///
/// Each write is looked at when it is done, and in the end the destination is what the source is,
/// as `FaultMatrixTest` has it.
@Tag("exhaustive")
class ChaosExhaustiveTest {

    private static final int OBJECTS = Integer.getInteger("objects", 20_000);
    private static final long SEED = Long.getLong("seed", 1);
    private static final double PERCENT = Double.parseDouble(System.getProperty("percent", "5"));

    /// A fleet that grows with its work: nothing may wait for three days, or it is given up.
    private static final Duration TIME_OF_A_CALL_EACH = Duration.ofMinutes(50);

    private final Random random = new Random(SEED);
    private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
    private boolean over;
    private int changes;

    @Test
    void theDestinationIsTheSourceInTheEnd() throws Exception {
        var world = new FaultWorld(FaultScenario.DELETE, _ -> fault(), Optional.of(random));
        world.callsTake(TIME_OF_A_CALL_EACH.dividedBy(OBJECTS));
        var keys = new ArrayList<String>();
        for (int i = 0; i < OBJECTS; i++) {
            keys.add("k%06d".formatted(i));
            world.write(keys.getLast(), content());
        }
        world.queue.add(
                RunMessages.encode(new RunRequest.Go("r", world.time.instant().toString())));
        for (int i = 0; i < 10; i++) {
            world.later(() -> change(world, keys));
            world.work();
            System.out.printf("%,d changes, %,d calls%n", changes, world.calls.count());
        }
        over = true;
        world.nextRun();
        System.out.printf(
                "%,d objects, %,d changes, %,d calls, of which went wrong: %s%n",
                keys.size(), changes, world.calls.count(), struck);
        assertThat(world.faults()).isEmpty();
    }

    private Optional<FaultKind> fault() {
        int chance = random.nextInt(10_000);
        var kind = over ? Optional.<FaultKind>empty() : kind(chance);
        kind.ifPresent(one -> struck.merge(one, 1, Integer::sum));
        return kind;
    }

    /// @param chance of 10,000
    private static Optional<FaultKind> kind(int chance) {
        int refused = (int) (PERCENT * 100);
        if (chance < refused) {
            return Optional.of(FaultKind.SLOW_DOWN);
        }
        if (chance < refused * 7 / 5) {
            return Optional.of(FaultKind.RESET);
        }
        int rest = chance - refused * 8 / 5;
        if (rest < 0) {
            return Optional.of(FaultKind.LOST_REPLY);
        }
        if (rest < 3) {
            return Optional.of(FaultKind.LATE);
        }
        if (rest < 6) {
            return Optional.of(FaultKind.CUT);
        }
        return rest < 10
                ? Optional.of(rest < 8 ? FaultKind.DEATH_BEFORE : FaultKind.DEATH_AFTER)
                : Optional.empty();
    }

    /// A hundredth of all objects is overwritten, half of them at equal size, or goes, or comes.
    private void change(FaultWorld world, List<String> keys) {
        for (int i = 0; i < OBJECTS / 100; i++) {
            changes++;
            String key = keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(4)) {
                case 0 -> {
                    world.remove(key);
                    world.queue.add(FaultScenario.removed(key));
                }
                case 1 -> {
                    keys.add("new%06d".formatted(keys.size()));
                    write(world, keys.getLast(), content());
                }
                case 2 -> write(world, key, content());
                default -> write(world, key, bytes(world.size(key)));
            }
        }
    }

    private static void write(FaultWorld world, String key, byte[] content) {
        world.write(key, content);
        world.queue.add(Bench.created(Map.of(key, content.length)));
    }

    /// Of a hundred objects nine have parts and one is cut into slices.
    private byte[] content() {
        int chance = random.nextInt(100);
        return bytes(
                chance < 90
                        ? random.nextInt(101)
                        : chance < 99 ? 101 + random.nextInt(400) : 600 + random.nextInt(900));
    }

    private byte[] bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
