package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ETag ETAG = new ETag("1");

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

    private static LedgerEntry failed(int times) {
        var source = new PinnedObject(new ObjectLocation("src", "k"), ETAG, Optional.empty(), 7);
        var entry = LedgerEntry.unheld(new ObjectLocation("dst", "k"), source, NOW);
        for (int i = 0; i < times; i++) {
            entry = entry.failed("AccessDenied", NOW);
        }
        return entry;
    }
}
