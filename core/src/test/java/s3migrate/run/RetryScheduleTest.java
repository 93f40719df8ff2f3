package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryLedger;
import s3migrate.ledger.Proof;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.transfer.OutcomeRecords;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ETag ETAG = new ETag("1");
    private static final PinnedObject SOURCE =
            new PinnedObject(new ObjectLocation("src", "k"), ETAG, Optional.empty(), 7);
    private static final ObjectLocation DESTINATION = new ObjectLocation("dst", "k");

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 6", "3, 24", "4, 24", "100, 24"})
    void waitsLongerAfterEachFailureUpToADay(int failures, int hours) {
        var entry = failed(failures);
        var due = NOW.plus(Duration.ofHours(hours));
        assertThat(RetrySchedule.waiting(entry, ETAG, due.minusMillis(1))).isPresent();
        assertThat(RetrySchedule.waiting(entry, ETAG, due)).isEmpty();
    }

    @Test
    void doesNotKeepAnObjectThatChangedSince() {
        assertThat(RetrySchedule.waiting(failed(3), new ETag("2"), NOW)).isEmpty();
    }

    @Test
    void doesNotKeepAnObjectThatWasCopiedSince() {
        assertThat(RetrySchedule.waiting(failed(1).closed(NOW), ETAG, NOW)).isEmpty();
    }

    /// Its former version was copied.
    @Test
    void keepsAnObjectWhoseNewVersionFailed() {
        var ledger = new MemoryLedger();
        var proof = new Proof(Evidence.CHECKSUM, Optional.empty(), ETAG, Optional.empty());
        var copied = LedgerEntry.unheld(DESTINATION, SOURCE, NOW).done(SOURCE, proof, NOW);
        assertThat(ledger.replace(Optional.empty(), copied)).isTrue();

        new OutcomeRecords(ledger, () -> NOW).failed(job(), "AccessDenied");

        var entry = ledger.find(DESTINATION).orElseThrow();
        assertThat(RetrySchedule.waiting(entry, new ETag("2"), NOW)).isPresent();
    }

    private static Job job() {
        return new Job(
                "route",
                SOURCE.location(),
                Optional.empty(),
                DESTINATION,
                OptionalLong.empty(),
                Optional.empty(),
                JobHistory.startingAt(NOW));
    }

    private static LedgerEntry failed(int times) {
        var entry = LedgerEntry.unheld(DESTINATION, SOURCE, NOW);
        for (int i = 0; i < times; i++) {
            entry = entry.failed("AccessDenied", NOW);
        }
        return entry;
    }
}
