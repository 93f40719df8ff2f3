package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SOURCE;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Lease;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.time.ManualTime;

class OutcomeRecordsTest {

    private final ManualTime time = new ManualTime();
    private final MemoryLedger ledger = new MemoryLedger();

    @Test
    void aFailureIsRecordedAlthoughAnotherWorkerWritesTheEntryMeanwhile() {
        new OutcomeRecords(new Contended(2), time).failed(job(), "get: denied");

        var entry = ledger.find(DESTINATION).orElseThrow();
        assertThat(entry.state()).isEqualTo(LedgerEntry.State.FAILED);
        assertThat(entry.failure().orElseThrow().reason()).isEqualTo("get: denied");
    }

    @Test
    void aFailureThatIsNeverRecordedIsNotTakenForOneThatIs() {
        var records = new OutcomeRecords(new Contended(Integer.MAX_VALUE), time);

        assertThatThrownBy(() -> records.failed(job(), "get: denied"))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "record the failure of s3://destination/copies/a//key ü: overtaken 20 times");
    }

    /// Another worker takes the entry just before each of the first writes.
    private final class Contended implements Ledger {

        private int times;

        Contended(int times) {
            this.times = times;
        }

        @Override
        public Optional<LedgerEntry> find(ObjectLocation destination) {
            return ledger.find(destination);
        }

        @Override
        public Map<ObjectLocation, LedgerEntry> find(Collection<ObjectLocation> destinations) {
            return ledger.find(destinations);
        }

        @Override
        public boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
            if (times-- > 0) {
                var now = time.instant();
                var lease = new Lease("another", now.plus(Duration.ofMinutes(2)));
                var taken =
                        seen.map(entry -> entry.takenBy(lease, now))
                                .orElseGet(() ->
                                        LedgerEntry.intent(
                                                DESTINATION,
                                                PinnedObject.unseen(SOURCE),
                                                lease,
                                                now));
                ledger.replace(seen, taken);
            }
            return ledger.replace(seen, next);
        }
    }
}
