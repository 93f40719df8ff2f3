package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.ledger.KilledLedger;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.listing.KeyRange;
import s3migrate.store.Racing;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// Whatever the keys, the cuts, the kills and the faults: all differences are found, every key is
/// counted once, and where more was handed over than that the run knows it.
class ManyRangesTest {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 3;

    @Test
    void severalListersFindWhatAComparisonKeyByKeyFinds() {
        Cases.forAll(
                ManyKeys::of,
                keys -> {
                    var jobs = new GatheredJobs();
                    var ranges = new MemoryRanges(KeyRange.ALL);
                    var outcome = pass(keys, ranges, jobs);
                    assertThat(jobs.keys()).containsExactlyElementsOf(keys.different());
                    keys.assertFound(ranges.totals());
                    assertThat(outcome.totals()).isEqualTo(ranges.totals());
                });
    }

    @Test
    void invocationsThatEndEarlyFailOrAreKilledFindTheSameTogether() {
        Cases.forAll(
                random -> new Invocations(ManyKeys.of(random), random),
                invocations -> {
                    invocations.goToTheEnd();
                    assertThat(invocations.jobs.keys().distinct())
                            .containsExactlyElementsOf(invocations.keys.different());
                    var run = invocations.ledger.find("r").orElseThrow();
                    assertThat(run.ended()).isPresent();
                    var totals = Totals.of(run.counts());
                    invocations.keys.assertFound(totals);
                    if (totals.redone() == 0) {
                        assertThat(invocations.jobs.keys()).hasSize((int) totals.handedOver());
                    }
                });
    }

    private static PassOutcome pass(ManyKeys keys, Ranges ranges, Handover handover) {
        try {
            return keys.sides()
                    .pass(4)
                    .run(
                            ranges,
                            () -> handover,
                            Pauses.NONE,
                            LEASE,
                            Deadline.never(keys.sides().time));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// A run that many short invocations go on with, several at once.
    private static final class Invocations {

        private final ManyKeys keys;
        private final RandomGenerator random;
        private final GatheredJobs jobs = new GatheredJobs();
        private final MemoryRunLedger ledger = new MemoryRunLedger();
        private final ConcurrentLinkedQueue<RunRequest.Go> messages = new ConcurrentLinkedQueue<>();

        Invocations(ManyKeys keys, RandomGenerator random) {
            this.keys = keys;
            this.random = random;
            messages.add(new RunRequest.Go("r", "2026-01-01T00:00:00Z"));
        }

        void goToTheEnd() {
            while (!messages.isEmpty()) {
                long seed = random.nextLong();
                if (random.nextInt(3) == 0) {
                    keys.sides().source.faults().place(Verb.LIST, new Fault.Throttled(1));
                }
                try {
                    Racing.of(AT_ONCE, i -> answerNext(new Random(seed + i)));
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
                keys.sides().time.pass(LEASE);
            }
        }

        /// Like the queue and the jobsender: what failed comes back.
        private boolean answerNext(RandomGenerator chance) {
            var message = messages.poll();
            if (message == null) {
                return false;
            }
            try {
                return !(go(message, chance) instanceof RunStretch.Busy);
            } catch (StoreException | LedgerException again) {
                messages.add(message);
                return false;
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        private RunStretch go(RunRequest.Go message, RandomGenerator chance)
                throws InterruptedException {
            var sides = keys.sides();
            int writes = chance.nextInt(3) == 0 ? chance.nextInt(6) : Integer.MAX_VALUE;
            var deadline =
                    chance.nextBoolean()
                            ? Deadline.in(Duration.ZERO, sides.time)
                            : Deadline.in(Duration.ofSeconds(1), sides.time);
            return new RouteRun(
                            sides.route,
                            sides.pass(3),
                            _ -> jobs,
                            new KilledLedger(ledger, writes, chance.nextBoolean()),
                            new MemoryRouteLedger(),
                            RunPlans.NONE,
                            new RunQueue() {
                                @Override
                                public void send(RunRequest.Go next, Duration after) {
                                    messages.add(next);
                                }

                                @Override
                                public void send(RunRequest.Check next, Duration after) {}
                            },
                            RunReports.NONE,
                            FinishedRuns.NONE,
                            "jobsender",
                            LEASE,
                            sides.time)
                    .go(message, deadline);
        }

        @Override
        public String toString() {
            return keys.toString();
        }
    }
}
