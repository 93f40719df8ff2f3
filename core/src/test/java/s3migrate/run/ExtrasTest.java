package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.listing.Rows;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.route.IgnoreList;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// What a run does about objects that are at the destination only.
class ExtrasTest {

    private static final String RUN = "2026-01-01T00:00:00Z";

    private final TwoBuckets sides = new TwoBuckets();
    private final MemoryRunLedger ledger = new MemoryRunLedger();
    private final MemoryRunQueue queue = new MemoryRunQueue();
    private final List<Job> given = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private IgnoreList ignored = IgnoreList.EMPTY;

    ExtrasTest() {
        sides.route = TwoBuckets.route("\"delete\": true,");
    }

    @Test
    void areNoneWhoseSourcesWouldHaveKeysThatAreTooLong() {
        var extras =
                new Extras(
                        TwoBuckets.route(
                                "\"src_prefix\": \"photos/\", \"strip_src_prefix\": true,"),
                        IgnoreList.EMPTY);
        var longest = "k".repeat(ObjectLocation.MAX_KEY_BYTES - "photos/".length());

        assertThat(extras.sourceOf(Rows.row("d/" + longest, '1')))
                .contains(new ObjectLocation("src", "photos/" + longest));
        assertThat(extras.sourceOf(Rows.row("d/k" + longest, '1'))).isEmpty();
    }

    @Test
    void areHandedOverAsJobsThatSaySo() throws Exception {
        sides.writeBoth("same", "a");
        sides.writeDestination("extra//a", "four");

        var totals = complete(go());

        assertThat(given)
                .containsExactly(
                        Job.ofExtra(
                                "r",
                                TwoBuckets.sourceOf("extra//a"),
                                TwoBuckets.destinationOf("extra//a"),
                                JobHistory.startingAt(sides.time.instant())));
        assertThat(totals.of(Finding.EXTRA)).isEqualTo(new Amount(1, 4));
        assertThat(totals.of(Finding.DELETE_SENT)).isEqualTo(new Amount(1, 4));
        assertThat(totals.found()).isEqualTo(new Amount(1, 1));
        assertThat(ledger.find("r").orElseThrow().ended()).isPresent();
    }

    /// Copied by this run and gone from the source since: handed over twice, it would have one line
    /// of evidence, and the run would never be finished.
    @Test
    void stayForTheNextRunWhereTheyCameAfterThisOneBegan() throws Exception {
        sides.writeDestination("extra", "four");
        sides.writeSource("a-new", "a");
        sides.destination
                .faults()
                .place(Verb.LIST, 2, new Fault.RunBefore(this::copyAndDeleteTheNewOne));

        var totals = complete(go());

        assertThat(given).extracting(job -> job.source().key()).containsExactly("a-new", "extra");
        assertThat(totals.handedOver()).isEqualTo(2);
    }

    private void copyAndDeleteTheNewOne() {
        sides.time.pass(Duration.ofSeconds(1));
        sides.writeDestination("a-new", "a");
        sides.buckets.delete(TwoBuckets.sourceOf("a-new"));
    }

    @Test
    void stayWhereTheRouteDoesNotDelete() throws Exception {
        sides.route = TwoBuckets.route("");
        sides.writeBoth("same", "a");
        sides.writeDestination("extra", "four");

        assertThat(complete(go()).of(Finding.EXTRA)).isEqualTo(new Amount(1, 4));

        assertThat(given).isEmpty();
        assertThat(sides.source.faults().calls(Verb.LIST)).isEqualTo(1);
    }

    @Test
    void allStayWhereThereAreMoreThanAllowedAndThatIsSaid() throws Exception {
        sides.writeBoth("same", "a");
        sides.writeDestination("extra-1", "a");
        sides.writeDestination("extra-2", "a");

        var _ = complete(go());

        assertThat(given).isEmpty();
        assertThat(kept).containsExactly("2 of at most 1");
    }

    @Test
    void allStayWhereTheSourceIsEmpty() throws Exception {
        sides.route = TwoBuckets.route("\"delete\": true, \"max_delete\": 1000,");
        sides.writeDestination("extra", "a");

        var _ = complete(go());

        assertThat(given).isEmpty();
        assertThat(kept).containsExactly("1 of at most 0");
    }

    @Test
    void stayAfterAListingThatBrokeOff() {
        sides.writeBoth("same", "a");
        sides.writeDestination("extra", "a");
        var cause = new StoreException.RouteRefused("AccessDenied", "list", null);
        sides.source.faults().place(Verb.LIST, new Fault.Refuses(cause));

        assertThatThrownBy(this::go).isSameAs(cause);

        assertThat(given).isEmpty();
    }

    /// The source is listed anew before anything is deleted, and only that listing counts.
    @Test
    void stayBehindAListingThatBreaksOffWhileTheyAreHandedOver() throws Exception {
        sides.route = TwoBuckets.route("\"delete\": true, \"max_delete\": 1000,");
        sides.writeBoth("same", "a");
        sides.writeDestination("extra", "a");
        var cause = new StoreException.RouteRefused("AccessDenied", "list", null);
        sides.source
                .faults()
                .place(
                        Verb.LIST,
                        2,
                        new Fault.RunBefore(() -> {
                            assertThat(ledger.find("r").orElseThrow().deleting()).isTrue();
                            throw cause;
                        }));

        assertThatThrownBy(this::go).isSameAs(cause);

        assertThat(given).isEmpty();
    }

    @Test
    void areListedAnewOnceEverythingIsCompared() throws Exception {
        sides.route = TwoBuckets.route("\"delete\": true, \"max_delete\": 1000,");
        many(1_500, 500);

        var _ = go(past());
        assertThat(ledger.find("r").orElseThrow().deleting()).isFalse();
        assertThat(given).isEmpty();
        sides.writeSource("k0000-extra", "back");
        while (!(go(past()) instanceof RunStretch.Ended)) {
            assertThat(ledger.find("r").orElseThrow().ended()).isEmpty();
        }

        assertThat(given)
                .hasSize(499)
                .doesNotHaveDuplicates()
                .extracting(job -> job.source().key())
                .doesNotContain("k0000-extra");
    }

    @Test
    void areNeverMoreThanAllowedEvenIfTheSourceIsEmptiedMeanwhile() throws Exception {
        sides.route = TwoBuckets.route("\"delete\": true, \"max_delete\": 3,");
        many(1_500, 3);
        var _ = go(past());
        var _ = go(past());
        assertThat(ledger.find("r").orElseThrow().deleting()).isTrue();
        IntStream.range(0, 1_500)
                .forEach(i -> sides.buckets.delete(TwoBuckets.sourceOf("k%04d".formatted(i))));

        var _ = complete(go());

        assertThat(given).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"exclude\": \"*.keep\"", "\"include\": \"b*\\nsame\""})
    void stayIfThePatternsOfTheRouteLeaveThemOut(String patterns) throws Exception {
        sides.route =
                TwoBuckets.route("\"delete\": true, \"max_delete\": 1, %s,".formatted(patterns));
        sides.writeBoth("same", "same");
        sides.writeDestination("a.keep", "a");
        sides.writeDestination("b", "b");

        var totals = complete(go());

        assertThat(given).extracting(job -> job.source().key()).containsExactly("b");
        assertThat(totals.of(Finding.EXTRA)).isEqualTo(new Amount(1, 1));
        assertThat(totals.of(Finding.EXTRA_IGNORED)).isEqualTo(new Amount(1, 1));
        assertThat(totals.found()).isEqualTo(new Amount(1, 4));
    }

    /// A route that is told to leave more than it may delete is not kept from deleting.
    @Test
    void onTheIgnoreListDoNotCountAgainstTheMost() throws Exception {
        ignored = IgnoreList.parse("src/*.keep");
        sides.writeBoth("same", "a");
        sides.writeDestination("1.keep", "a");
        sides.writeDestination("2.keep", "a");
        sides.writeDestination("extra", "a");

        var _ = complete(go());

        assertThat(kept).isEmpty();
        assertThat(given).extracting(job -> job.source().key()).containsExactly("extra");
    }

    /// What a filter leaves out at the source is at the source.
    @Test
    void areNotWhatTheFiltersOfTheRouteLeaveOutOnBothSides() throws Exception {
        sides.route =
                TwoBuckets.route(
                        "\"delete\": true, \"max_delete\": 9, \"min_size\": \"2\", \"exclude\":"
                                + " \"*.keep\",");
        sides.writeBoth("large", "four");
        sides.writeBoth("small", "a");
        sides.writeBoth("a.keep", "four");

        assertThat(complete(go()).of(Finding.EXTRA)).isEqualTo(new Amount(0, 0));

        assertThat(given).isEmpty();
    }

    @Test
    void stayIfTheyAreOnTheIgnoreListOrFailedAShortWhileAgo() throws Exception {
        sides.route = TwoBuckets.route("\"delete\": true, \"max_delete\": 1000,");
        ignored = IgnoreList.parse("src/*.keep");
        sides.writeBoth("same", "a");
        sides.writeDestination("a.keep", "a");
        sides.writeDestination("denied", "a");
        var at = TwoBuckets.destinationOf("denied");
        var unseen = PinnedObject.unseen(TwoBuckets.sourceOf("denied"));
        sides.ledger.replace(
                Optional.empty(), LedgerEntry.unheld(at, unseen, now()).failed("denied", now()));

        var _ = complete(go());
        assertThat(given).isEmpty();

        sides.time.pass(Duration.ofHours(1));
        var _ = complete(go("2026-01-01T01:00:00Z", Deadline.never(sides.time)));
        assertThat(given).extracting(Job::destination).containsExactly(at);
    }

    /// `both` keys on both sides, and as many behind the first of them at the destination only.
    private void many(int both, int extras) {
        for (int i = 0; i < both; i++) {
            sides.writeBoth("k%04d".formatted(i), "a");
        }
        for (int i = 0; i < extras; i++) {
            sides.writeDestination("k%04d-extra".formatted(i), "a");
        }
    }

    private RunStretch go() throws InterruptedException {
        return go(Deadline.never(sides.time));
    }

    private RunStretch go(Deadline deadline) throws InterruptedException {
        return go(RUN, deadline);
    }

    private RunStretch go(String run, Deadline deadline) throws InterruptedException {
        var listener =
                new PassListener() {
                    @Override
                    public void extrasKept(Amount extras, long most) {
                        kept.add("%d of at most %d".formatted(extras.objects(), most));
                    }
                };
        return new RouteRun(
                        sides.route,
                        sides.pass(ignored, listener),
                        _ -> new Keeping(),
                        ledger,
                        new MemoryRouteLedger(),
                        RunPlans.NONE,
                        queue,
                        RunReports.NONE,
                        FinishedRuns.NONE,
                        "jobsender-1",
                        Duration.ofMinutes(2),
                        sides.time)
                .go(new RunRequest.Go("r", run), deadline);
    }

    private final class Keeping implements Handover {

        @Override
        public void give(Job job) {
            given.add(job);
        }

        @Override
        public void settle() {}

        @Override
        public void close() {}
    }

    private Deadline past() {
        return Deadline.in(Duration.ZERO, sides.time);
    }

    private Instant now() {
        return sides.time.instant();
    }

    private static Totals complete(RunStretch stretch) {
        assertThat(stretch).isInstanceOf(RunStretch.Ended.class);
        return ((RunStretch.Ended) stretch).totals();
    }
}
