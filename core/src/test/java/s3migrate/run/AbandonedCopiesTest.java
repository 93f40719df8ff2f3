package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.run.TwoBuckets.destinationOf;
import static s3migrate.run.TwoBuckets.sourceOf;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.Proof;
import s3migrate.listing.KeyRange;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.time.Deadline;

/// What a run does with copies that nobody ended, whose workers died between message and entry.
class AbandonedCopiesTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final ETag OF_SOURCE = new ETag("0".repeat(32) + "-2");
    private static final ETag OF_COPY = new ETag("1".repeat(32) + "-4");

    private final TwoBuckets sides = new TwoBuckets();
    private final RecordedHandover handover = new RecordedHandover();

    @Test
    void anEqualObjectIsSentToAWorkerOnceTheLeaseIsOver() throws Exception {
        sides.writeBoth("left", "abc");
        sides.writeBoth("at-work", "abc");
        write(begun("left", LEASE));
        write(begun("at-work", LEASE.multipliedBy(9)));
        sides.time.pass(LEASE);

        var totals = run();

        assertThat(handover.settledKeys()).containsExactly("left");
        assertThat(totals.of(Finding.SENT)).isEqualTo(new Amount(1, 3));
    }

    /// A change at equal size, perhaps, whose message was lost.
    @Test
    void anObjectOfEqualSizeIsSentWhereNothingElseCanBeCompared() throws Exception {
        writeIncomparable("k");
        write(begun("k", LEASE));
        sides.time.pass(LEASE);

        var _ = run();

        assertThat(handover.settledKeys()).containsExactly("k");
    }

    @Test
    void whatIsProvedEndsWithoutAWorkerAndNeedsNoLookAtTheNextRun() throws Exception {
        writeIncomparable("k");
        var provedAt = sides.time.instant();
        write(begun("k", LEASE).proved(proof(), provedAt));
        sides.time.pass(LEASE);

        var first = run();

        assertThat(handover.settledKeys()).isEmpty();
        assertThat(first.of(Finding.SENT)).isEqualTo(Amount.NONE);
        var entry = sides.ledger.find(destinationOf("k")).orElseThrow();
        assertThat(entry.state()).isEqualTo(LedgerEntry.State.DONE);
        assertThat(entry.proof()).hasValue(proof());
        assertThat(entry.updated()).isEqualTo(provedAt);
        assertThat(run().of(Finding.SAME)).isEqualTo(new Amount(1, 3));
    }

    @Test
    void whatIsProvedStaysItsWorkersWhileHisLeaseLives() throws Exception {
        writeIncomparable("k");
        var held = begun("k", LEASE).proved(proof(), sides.time.instant());
        write(held);

        var _ = run();

        assertThat(handover.settledKeys()).isEmpty();
        assertThat(sides.ledger.find(destinationOf("k"))).hasValue(held);
    }

    private Totals run() throws InterruptedException {
        var outcome =
                sides.pass()
                        .run(
                                new MemoryRanges(KeyRange.ALL),
                                () -> handover,
                                Pauses.NONE,
                                LEASE,
                                Deadline.never(sides.time));
        assertThat(outcome).isInstanceOf(PassOutcome.Complete.class);
        return outcome.totals();
    }

    private LedgerEntry begun(String key, Duration time) {
        var now = sides.time.instant();
        var source = sides.buckets.find(sourceOf(key)).orElseThrow().pinned();
        return LedgerEntry.intent(
                destinationOf(key), source, new Lease("worker", now.plus(time)), now);
    }

    private static Proof proof() {
        return new Proof(Evidence.OWN_CHECKSUM, Optional.empty(), OF_COPY, Optional.empty());
    }

    private void write(LedgerEntry entry) {
        assertThat(sides.ledger.replace(Optional.empty(), entry)).isTrue();
    }

    /// On both sides, without checksums, and in parts of other sizes.
    private void writeIncomparable(String key) {
        plant(sourceOf(key), OF_SOURCE);
        plant(destinationOf(key), OF_COPY);
    }

    private void plant(ObjectLocation at, ETag etag) {
        var object =
                new StoredObject(
                        at,
                        etag,
                        Optional.empty(),
                        3,
                        sides.time.instant(),
                        "STANDARD",
                        ObjectMetadata.NONE,
                        Optional.empty(),
                        false,
                        0);
        sides.buckets.plant(object, new byte[3], Map.of());
    }
}
