package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.run.TwoBuckets.destinationOf;
import static s3migrate.run.TwoBuckets.sourceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batch;
import s3migrate.job.Batching;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Listed;
import s3migrate.job.MemoryJobQueue;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.listing.KeyRange;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.route.IgnoreList;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

class RoutePassTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TwoBuckets sides = new TwoBuckets();
    private final RecordedHandover handover = new RecordedHandover();
    private final Map<String, String> leftOut = new TreeMap<>();
    private final PassListener listener =
            new PassListener() {
                @Override
                public void leftOut(ObjectLocation source, Finding finding, String reason) {
                    leftOut.put(source.key(), finding.text() + ": " + reason);
                }
            };

    @Test
    void handsOverWhatIsMissingOrChangedAndNothingElse() throws Exception {
        sides.writeBoth("same", "a");
        sides.writeSource("missing", "a");
        sides.writeSource("grown", "abc");
        sides.writeDestination("grown", "a");
        sides.writeSource("edited", "new");
        sides.writeDestination("edited", "old");
        sides.writeDestination("extra", "four");

        var totals = complete(run(sides.pass()));

        assertThat(keys()).containsExactlyInAnyOrder("edited", "grown", "missing");
        assertThat(totals.amounts())
                .isEqualTo(
                        Map.of(
                                Finding.SAME, new Amount(1, 1),
                                Finding.MISSING, new Amount(1, 1),
                                Finding.CHANGED, new Amount(2, 6),
                                Finding.EXTRA, new Amount(1, 4),
                                Finding.SENT, new Amount(3, 7)));
        assertThat(totals.shapes())
                .isEqualTo(Map.of(new Shape(Shape.Size.UP_TO_128K, "STANDARD"), new Amount(3, 7)));
        assertThat(totals.found()).isEqualTo(new Amount(4, 8));
    }

    @Test
    void whereNothingIsOverwrittenOnlyWhatIsMissingIsHandedOver() throws Exception {
        sides.route = TwoBuckets.route("\"overwrite\": \"never\",");
        sides.writeBoth("same", "a");
        sides.writeSource("missing", "a");
        sides.writeSource("grown", "abc");
        sides.writeDestination("grown", "a");
        sides.writeSource("edited", "new");
        sides.writeDestination("edited", "old");

        var totals = complete(run(sides.pass()));

        assertThat(keys()).containsExactly("missing");
        assertThat(totals.of(Finding.KEPT)).isEqualTo(new Amount(1, 3));
        assertThat(totals.of(Finding.SAME_SIZE)).isEqualTo(new Amount(1, 3));
        assertThat(sides.source.faults().calls(Verb.FIND)).as("looks that decide nothing").isZero();
    }

    @Test
    void whereAllIsOverwrittenEqualObjectsAreHandedOver() throws Exception {
        sides.route = TwoBuckets.route("\"overwrite\": \"always\",");
        sides.writeBoth("same", "a");

        assertThat(complete(run(sides.pass())).of(Finding.SENT)).isEqualTo(new Amount(1, 1));
        assertThat(keys()).containsExactly("same");
    }

    @Test
    void aJobSaysWhatTheWorkerNeeds() throws Exception {
        sides.writeSource("a//b", "abc");
        var _ = run(sides.pass());
        assertThat(handover.given())
                .containsExactly(
                        new Job(
                                        "r",
                                        sourceOf("a//b"),
                                        Optional.empty(),
                                        destinationOf("a//b"),
                                        OptionalLong.of(3),
                                        Optional.empty(),
                                        JobHistory.startingAt(sides.time.instant()))
                                .listedAs(
                                        new Listed(
                                                new ETag("900150983cd24fb0d6963f7d28e17f72"),
                                                "STANDARD")));
    }

    @Test
    void aJobSaysWhetherAnotherObjectWasSeenAtTheDestination() throws Exception {
        sides.writeSource("edited", "new");
        sides.writeDestination("edited", "old");
        sides.writeSource("missing", "abc");
        var _ = run(sides.pass());
        assertThat(handover.given())
                .extracting(Job::seen)
                .containsExactlyInAnyOrder(Job.Seen.OTHER, Job.Seen.NOTHING);
        assertThat(handover.given())
                .allMatch(job -> job.listed().isPresent() == (job.seen() == Job.Seen.NOTHING));
    }

    @Test
    void comparesByVersionsThatTheSourceLists() throws Exception {
        sides.route = TwoBuckets.route("\"compare\": \"version\",");
        sides.writeBoth("k", "abc");
        var _ = run(sides.pass());
        assertThat(complete(run(sides.pass())).of(Finding.SAME)).isEqualTo(new Amount(1, 3));
        assertThat(sides.source.faults().calls(Verb.LIST_VERSIONS)).isEqualTo(2);
        assertThat(sides.source.faults().calls(Verb.LIST)).isZero();
        assertThat(sides.source.faults().calls(Verb.FIND)).isOne();
    }

    @Test
    void sendsAllThereIsWhereNothingCountsAsEqual() throws Exception {
        sides.route = TwoBuckets.route("\"compare\": \"always\",");
        sides.writeBoth("k", "abc");
        assertThat(complete(run(sides.pass())).of(Finding.CHANGED)).isEqualTo(new Amount(1, 3));
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void leavesIgnoredObjectsAlone() throws Exception {
        sides.writeSource("tmp/a", "a");
        sides.writeSource("edited.tmp", "new");
        sides.writeDestination("edited.tmp", "old");
        sides.writeSource("b", "b");

        var totals = complete(run(sides.pass(IgnoreList.parse("src/tmp/*\n*.tmp"), listener)));

        assertThat(keys()).containsExactly("b");
        assertThat(totals.of(Finding.IGNORED)).isEqualTo(new Amount(2, 4));
        assertThat(sides.source.faults().calls(Verb.FIND)).isZero();
    }

    @Test
    void leavesOutWhatTheRouteIsNotAbout() throws Exception {
        sides.route =
                TwoBuckets.route("\"exclude\": \"*.tmp\", \"max_size\": 3, \"min_age\": \"1m\",");
        sides.writeSource("a", "abc");
        sides.writeSource("a.tmp", "abc");
        sides.writeSource("large", "abcd");
        sides.time.pass(MINUTE);
        sides.writeSource("new", "abc");

        assertThat(complete(run(sides.pass())).of(Finding.IGNORED)).isEqualTo(new Amount(3, 10));
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void reportsArchivedObjectsAndLeavesThemUntilTheyAreRestored() throws Exception {
        sides.archive("cold", "DEEP_ARCHIVE");
        sides.archive("warm", "GLACIER_IR");
        sides.restore("thawed", "GLACIER");

        var totals = complete(run(sides.pass(IgnoreList.EMPTY, listener)));

        assertThat(keys()).containsExactly("thawed", "warm");
        assertThat(totals.of(Finding.ARCHIVED)).isEqualTo(new Amount(1, 7));
        assertThat(leftOut)
                .containsExactly(Map.entry("cold", "archived: storage class DEEP_ARCHIVE"));
        assertThat(handover.leftOut())
                .containsExactly("cold: archived: storage class DEEP_ARCHIVE");
    }

    @Test
    void reportsKeysThatDoNotFitTheDestination() throws Exception {
        String longest = "k".repeat(ObjectLocation.MAX_KEY_BYTES);
        sides.writeSource(longest, "a");

        var totals = complete(run(sides.pass(IgnoreList.EMPTY, listener)));

        assertThat(keys()).isEmpty();
        assertThat(totals.of(Finding.IMPOSSIBLE)).isEqualTo(new Amount(1, 1));
        assertThat(leftOut.get(longest)).startsWith("impossible: destination key of 1,026 bytes");
        assertThat(handover.leftOut()).hasSize(1);
    }

    @Test
    void sendsNothingAWorkerIsAt() throws Exception {
        var source = sides.writeSource("k", "abc").pinned();
        var until = sides.time.instant().plus(MINUTE);
        write(LedgerEntry.intent(destinationOf("k"), source, new Lease("w", until), now()));

        assertThat(complete(run(sides.pass(IgnoreList.EMPTY, listener))).of(Finding.IN_FLIGHT))
                .isEqualTo(new Amount(1, 3));
        assertThat(leftOut)
                .containsExactly(
                        Map.entry(
                                "k", "in_flight: being copied, lease until 2026-01-01T00:01:00Z"));

        sides.time.pass(MINUTE);
        var _ = run(sides.pass());
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void sendsAFailedObjectOnlyWhenItIsDueOrChanged() throws Exception {
        var source = sides.writeSource("k", "abc").pinned();
        write(LedgerEntry.unheld(destinationOf("k"), source, now()).failed("AccessDenied", now()));

        assertThat(complete(run(sides.pass(IgnoreList.EMPTY, listener))).of(Finding.WAITING))
                .isEqualTo(new Amount(1, 3));
        assertThat(leftOut).containsExactly(Map.entry("k", "waiting: failed before: AccessDenied"));

        sides.writeSource("k", "changed");
        var _ = run(sides.pass());
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void anObjectNobodyCouldReadIsTriedAgainAfterAnHour() throws Exception {
        sides.writeSource("k", "abc");
        var unseen = PinnedObject.unseen(sourceOf("k"));
        write(LedgerEntry.unheld(destinationOf("k"), unseen, now()).failed("AccessDenied", now()));

        sides.time.pass(Duration.ofMinutes(59));
        var _ = run(sides.pass());
        assertThat(keys()).isEmpty();

        sides.time.pass(MINUTE);
        var _ = run(sides.pass());
        assertThat(keys()).containsExactly("k");
    }

    @Test
    void aFailureOfAnObjectThatIsEqualNowIsCleared() throws Exception {
        sides.writeBoth("equal", "abc");
        sides.writeSource("missing", "abc");
        for (String key : List.of("equal", "missing")) {
            var source = sides.buckets.find(sourceOf(key)).orElseThrow().pinned();
            write(LedgerEntry.unheld(destinationOf(key), source, now()).failed("denied", now()));
        }
        sides.time.pass(MINUTE);

        assertThat(complete(run(sides.pass())).of(Finding.CLEARED)).isEqualTo(new Amount(1, 3));

        var cleared = sides.ledger.find(destinationOf("equal")).orElseThrow();
        assertThat(cleared.state()).isEqualTo(LedgerEntry.State.DONE);
        assertThat(cleared.failure()).isEmpty();
        assertThat(sides.ledger.find(destinationOf("missing")).orElseThrow().state())
                .isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void aFailureThatCameAfterTheListingStays() throws Exception {
        var source = sides.writeSource("k", "abc").pinned();
        sides.writeDestination("k", "abc");
        write(LedgerEntry.unheld(destinationOf("k"), source, now()).failed("denied", now()));

        assertThat(complete(run(sides.pass())).of(Finding.CLEARED)).isEqualTo(Amount.NONE);
    }

    @Test
    void equalSizesClearAFailureOnlyWhereTheRouteComparesSizes() throws Exception {
        var source = sides.writeSource("k", "abc").pinned();
        sides.writeDestination("k", "xyz");
        write(LedgerEntry.unheld(destinationOf("k"), source, now()).failed("denied", now()));
        sides.time.pass(MINUTE);

        assertThat(complete(run(sides.pass())).of(Finding.CLEARED)).isEqualTo(Amount.NONE);
        sides.route = TwoBuckets.route("\"compare\": \"size\",");
        assertThat(complete(run(sides.pass())).of(Finding.CLEARED)).isEqualTo(new Amount(1, 3));
    }

    @Test
    void aPageThatFailsEndsThePassWithItsCause() {
        for (int i = 0; i < 3_000; i++) {
            sides.writeSource("k%04d".formatted(i), "a");
        }
        var cause = new StoreException.Transient("SlowDown", "list s3://src/: SlowDown", null);
        sides.source.faults().place(Verb.LIST, 3, new Fault.Refuses(cause));
        var saved = new ArrayList<String>();

        assertThatThrownBy(() ->
                        sides.pass()
                                .run(
                                        new NotedRanges((reached, _) -> saved.add(reached)),
                                        () -> handover,
                                        Pauses.NONE,
                                        Duration.ZERO,
                                        Deadline.never(sides.time)))
                .isSameAs(cause);
        assertThat(saved).containsExactly("k0999", "k1999");
        assertThat(handover.settledKeys()).hasSize(2_000);
    }

    @Test
    void whatWasFoundBeforeAPageThatFailsIsSent() {
        for (int i = 0; i < 3_000; i++) {
            sides.writeSource("k%04d".formatted(i), "a");
        }
        var cause = new StoreException.Transient("SlowDown", "list s3://src/: SlowDown", null);
        sides.source.faults().place(Verb.LIST, 3, new Fault.Refuses(cause));
        var saved = new ArrayList<String>();
        var queue = new MemoryJobQueue();

        assertThatThrownBy(() ->
                        sides.pass()
                                .run(
                                        new NotedRanges((reached, _) -> saved.add(reached)),
                                        () ->
                                                new QueueHandover(
                                                        queue, "run", Batching.through(100), 1),
                                        Pauses.NONE,
                                        Duration.ofDays(1),
                                        Deadline.never(sides.time)))
                .isSameAs(cause);
        assertThat(saved).containsExactly("k1999");
        assertThat(queue.sent())
                .extracting(sent -> ((Batch) sent.message()).jobs().size())
                .containsExactly(1_000, 1_000);
    }

    @Test
    void nothingIsMissingBecauseTheDestinationCouldNotBeListed() {
        sides.writeBoth("k", "a");
        sides.destination.faults().place(Verb.LIST, new Fault.Throttled(1));
        assertThatThrownBy(() -> run(sides.pass())).isInstanceOf(StoreException.Transient.class);
        assertThat(handover.given()).isEmpty();
    }

    @Test
    void stopsWhereItWasOvertaken() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            sides.writeSource("k%04d".formatted(i), "a");
        }
        var outcome =
                sides.pass()
                        .run(
                                new NotedRanges((_, _) -> false),
                                () -> handover,
                                Pauses.NONE,
                                Duration.ZERO,
                                Deadline.never(sides.time));
        assertThat(outcome.totals().found()).isEqualTo(new Amount(1_000, 1_000));
        assertThat(handover.given()).hasSize(1_000);
    }

    @Test
    void stopsAtACheckpointWhereTheRouteIsPaused() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            sides.writeSource("k%04d".formatted(i), "a");
        }
        var saved = new ArrayList<String>();
        var outcome =
                sides.pass()
                        .run(
                                new NotedRanges((reached, _) -> saved.add(reached)),
                                () -> handover,
                                () -> Optional.of("denied"),
                                MINUTE,
                                Deadline.never(sides.time));
        assertThat(outcome).isEqualTo(new PassOutcome.Paused("denied", outcome.totals()));
        assertThat(saved).containsExactly("k0999");
        assertThat(handover.settledKeys()).hasSize(1_000);
    }

    @Test
    void notesNoCheckpointBeforeItsTime() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            sides.writeSource("k%04d".formatted(i), "a");
        }
        var saved = new ArrayList<String>();
        var ticking =
                new PassListener() {
                    @Override
                    public void advanced(Totals totals) {
                        sides.time.pass(Duration.ofSeconds(20));
                    }
                };
        var _ =
                sides.pass(IgnoreList.EMPTY, ticking)
                        .run(
                                new NotedRanges((reached, _) -> saved.add(reached)),
                                () -> handover,
                                Pauses.NONE,
                                Duration.ofSeconds(40),
                                Deadline.never(sides.time));
        assertThat(saved).containsExactly("k1999");
    }

    private PassOutcome run(RoutePass pass) throws InterruptedException {
        return pass.run(
                new MemoryRanges(KeyRange.ALL),
                () -> handover,
                Pauses.NONE,
                MINUTE,
                Deadline.never(sides.time));
    }

    private static Totals complete(PassOutcome outcome) {
        assertThat(outcome).isInstanceOf(PassOutcome.Complete.class);
        return outcome.totals();
    }

    private List<String> keys() {
        return handover.settledKeys();
    }

    private void write(LedgerEntry entry) {
        assertThat(sides.ledger.replace(Optional.empty(), entry)).isTrue();
    }

    private Instant now() {
        return sides.time.instant();
    }
}
