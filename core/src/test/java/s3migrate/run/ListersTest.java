package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import s3migrate.job.Job;
import s3migrate.listing.KeyRange;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

class ListersTest {

    private static final int KEYS = 12_000;

    private final ManyKeys keys = ManyKeys.of(new Random(7), KEYS);
    private final GatheredJobs jobs = new GatheredJobs();
    private final CountDownLatch cut = new CountDownLatch(1);
    private final Watched ranges = new Watched();

    @Test
    void anIdleListerTakesTheFarHalf() throws Exception {
        var _ = pass(2);
        assertThat(cut.getCount()).isZero();
        assertThat(jobs.keys()).containsExactlyElementsOf(keys.different());
        keys.assertFound(ranges.all.totals());
    }

    @Test
    void aLoneListerCutsNothingAndAsksForEachPageOnce() throws Exception {
        cut.countDown();
        var _ = pass(1);
        assertThat(keys.sides().source.faults().calls(Verb.LIST)).isEqualTo(KEYS / 1_000);
    }

    /// The lister that was told so gives its range back, and the other goes on with both.
    @Test
    void aStoreThatAsksToSlowDownIsListedByFewer() throws Exception {
        var faults = keys.sides().destination.faults();
        var outcome = pass(2, () -> faults.place(Verb.LIST, new Fault.Throttled(1)));
        assertThat(outcome).isInstanceOf(PassOutcome.Complete.class);
        assertThat(jobs.keys()).containsExactlyElementsOf(keys.different());
        keys.assertFound(ranges.all.totals());
        keys.assertFound(outcome.totals());
    }

    private PassOutcome pass(int listers) throws InterruptedException {
        return pass(listers, () -> {});
    }

    private PassOutcome pass(int listers, Runnable onceAllAreAtWork) throws InterruptedException {
        return keys.sides()
                .pass(listers)
                .run(
                        ranges,
                        PatientHandover::new,
                        new AllAtWork(listers, onceAllAreAtWork),
                        Duration.ZERO,
                        Deadline.never(keys.sides().time));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("no range was cut");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// Does not settle before a range was cut, so that the test does not depend on who is faster.
    private final class PatientHandover implements Handover {

        @Override
        public void give(Job job) {
            jobs.give(job);
        }

        @Override
        public void settle() {
            await(cut);
        }

        @Override
        public void close() {}
    }

    /// Lets no lister go on before each has done a stretch, so that the test does not depend on who
    /// is faster.
    private static final class AllAtWork implements Pauses {

        private final int listers;
        private final Runnable onceAllAreAtWork;
        private final CountDownLatch missing;
        private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

        AllAtWork(int listers, Runnable onceAllAreAtWork) {
            this.listers = listers;
            this.onceAllAreAtWork = onceAllAreAtWork;
            missing = new CountDownLatch(listers);
        }

        @Override
        public Optional<String> reason() {
            if (seen.add(Thread.currentThread())) {
                if (seen.size() == listers) {
                    onceAllAreAtWork.run();
                }
                missing.countDown();
            }
            await(missing);
            return Optional.empty();
        }
    }

    /// Says when a range was cut.
    private final class Watched implements Ranges {

        private final MemoryRanges all = new MemoryRanges(KeyRange.ALL);

        @Override
        public Optional<Claim> take() {
            return all.take();
        }

        @Override
        public Optional<Claim> split(Claim near, String at) {
            var far = all.split(near, at);
            cut.countDown();
            return far;
        }

        @Override
        public boolean mayBeSplit() {
            return all.mayBeSplit();
        }
    }
}
