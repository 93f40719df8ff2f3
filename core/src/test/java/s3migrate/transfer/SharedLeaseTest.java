package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.job.Slice;
import s3migrate.ledger.Lease;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.MemoryLedger;
import s3migrate.ledger.UploadRecord;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.time.ManualTime;

class SharedLeaseTest {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final UploadRecord UPLOAD =
            new UploadRecord("upload-1", 100, ChecksumAlgorithm.CRC32C);

    private final TwoSides sides = new TwoSides();
    private final ManualTime time = sides.time;

    @Test
    void theLedgersTextSaysWhoHoldsALease() {
        for (var holder :
                new LeaseHolder[] {
                    new LeaseHolder.Whole("8a0b"),
                    new LeaseHolder.AllSlices("upload-1"),
                    new LeaseHolder.Ender("upload-1", 17)
                }) {
            assertThat(LeaseHolder.of(holder.text())).isEqualTo(holder);
        }
        assertThat(new LeaseHolder.AllSlices("u").text()).isEqualTo("slices of u");
        assertThat(new LeaseHolder.Ender("u", 3).text()).isEqualTo("slice of u from part 3");
    }

    /// It is no fault of the object, and costs it none of its tries.
    @Test
    void whoIsAlwaysOvertakenLaysItToTheLedger() {
        var slice = slice();
        var lease = new SharedLease(new Overtaken(entry(slice)), time, LEASE, slice);

        assertThatThrownBy(lease::renew)
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "renew the lease of s3://destination/copies/a//key ü: overtaken 400 times");
        assertThatThrownBy(lease::handBack)
                .isInstanceOf(LedgerException.class)
                .hasMessage("hand back s3://destination/copies/a//key ü: overtaken 400 times");
    }

    @Test
    void ofTwoSlicesTheFirstToHandBackSeesToTheObject() {
        var slice = slice();
        var ledger = new MemoryLedger();
        ledger.replace(Optional.empty(), entry(slice));
        var other = new Slice(slice.job(), slice.source(), UPLOAD, 3, 4);

        assertThat(new SharedLease(ledger, time, LEASE, slice).handBack()).isTrue();
        time.pass(LEASE.multipliedBy(2));
        assertThat(new SharedLease(ledger, time, LEASE, other).handBack()).isFalse();
        assertThat(new SharedLease(ledger, time, LEASE, slice).handBack()).isTrue();
    }

    private Slice slice() {
        var source = sides.write(TwoSides.content(400, 1)).pinned();
        return new Slice(TwoSides.job(), source, UPLOAD, 1, 2);
    }

    private LedgerEntry entry(Slice slice) {
        var lease = new Lease(new LeaseHolder.AllSlices(UPLOAD.id()).text(), time.instant());
        return LedgerEntry.intent(slice.job().destination(), slice.source(), lease, time.instant())
                .uploading(UPLOAD, time.instant());
    }

    /// Somebody else is faster each time.
    private record Overtaken(LedgerEntry entry) implements Ledger {

        @Override
        public Optional<LedgerEntry> find(ObjectLocation destination) {
            return Optional.of(entry);
        }

        @Override
        public Map<ObjectLocation, LedgerEntry> find(Collection<ObjectLocation> destinations) {
            return Map.of(entry.destination(), entry);
        }

        @Override
        public boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
            return false;
        }
    }
}
