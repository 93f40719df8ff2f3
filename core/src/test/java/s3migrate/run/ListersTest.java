package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
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
        var patient = new Fault.RunBefore(this::awaitCut);
        keys.sides().destination.faults().place(Verb.LIST, 3, patient);
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
        var slow = new Fault.RunBefore(this::slowDownOnceCut);
        keys.sides().destination.faults().place(Verb.LIST, 3, slow);
        var outcome = pass(2);
        assertThat(outcome).isInstanceOf(PassOutcome.Complete.class);
        assertThat(jobs.keys()).containsExactlyElementsOf(keys.different());
        keys.assertFound(ranges.all.totals());
    }

    private void slowDownOnceCut() {
        awaitCut();
        keys.sides().destination.faults().place(Verb.LIST, new Fault.Throttled(1));
    }

    private PassOutcome pass(int listers) throws InterruptedException {
        return keys.sides()
                .pass(listers)
                .run(
                        ranges,
                        PatientHandover::new,
                        Pauses.NONE,
                        Duration.ZERO,
                        Deadline.never(keys.sides().time));
    }

    private void awaitCut() {
        try {
            if (!cut.await(20, TimeUnit.SECONDS)) {
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
            awaitCut();
        }

        @Override
        public void close() {}
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
