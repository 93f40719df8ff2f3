package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import s3migrate.time.ManualTime;

class PrefixRateTest {

    private final ManualTime time = new ManualTime();
    private final PrefixRate rate = new PrefixRate();

    @Test
    void nothingWaitsBeforeTheFirst503() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(rate.reserved(time.instant())).isZero();
        }
    }

    @Test
    void a503HalvesTheRateThatWasSent() {
        send(100);
        rate.refused(time.instant());
        time.pass(Duration.ofSeconds(1));

        assertThat(waits(50)).isBetween(Duration.ofMillis(979), Duration.ofMillis(981));
    }

    @Test
    void what503sAnswerOfOneSecondCountsOnce() {
        send(100);
        for (int i = 0; i < 30; i++) {
            rate.refused(time.instant());
            time.pass(Duration.ofMillis(30));
        }
        time.pass(Duration.ofSeconds(1));

        assertThat(waits(50)).isBetween(Duration.ofMillis(979), Duration.ofMillis(981));
    }

    @Test
    void everySecondOfSuccessRaisesItByTenASecond() {
        send(100);
        rate.refused(time.instant());
        time.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 50; i++) {
            rate.passed();
        }
        assertThat(waits(60)).isBetween(Duration.ofMillis(980), Duration.ofMillis(1_005));
    }

    @Test
    void itNeverComesToRestAndIsWithoutLimitAgainAtWhatS3AnswersAtMost() {
        send(1);
        for (int i = 0; i < 20; i++) {
            rate.refused(time.instant());
            time.pass(Duration.ofSeconds(2));
        }
        rate.reserved(time.instant());
        assertThat(rate.reserved(time.instant())).isEqualTo(Duration.ofSeconds(1));

        for (int i = 0; i < 2_000_000; i++) {
            rate.passed();
        }
        time.pass(Duration.ofSeconds(5));
        assertThat(waits(10_000)).isZero();
    }

    private void send(int requests) {
        for (int i = 0; i < requests; i++) {
            rate.reserved(time.instant());
        }
    }

    /// How long the last of so many waits.
    private Duration waits(int requests) {
        send(requests - 1);
        return rate.reserved(time.instant());
    }
}
