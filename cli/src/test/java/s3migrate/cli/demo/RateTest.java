package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateTest {

    private static final long MIB = 1L << 20;

    private final Rate rate = new Rate();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void nothingIsKnownAtFirst() {
        at(0, 0, 0);

        assertThat(rate.bytesPerSecond()).isZero();
        assertThat(rate.timeFor(all(10, 100 * MIB))).isEmpty();
    }

    @Test
    void theWaitForTheFirstArrivalDoesNotCount() {
        at(0, 0, 0);
        at(60, 0, 0);
        at(4, 0, 40 * MIB);

        assertThat(rate.bytesPerSecond()).isEqualTo(10.0 * MIB);
        assertThat(rate.timeFor(all(0, 100 * MIB))).contains(Duration.ofSeconds(6));
    }

    @Test
    void onlyTheLastTenSecondsCount() {
        at(0, 0, 0);
        for (int second = 1; second <= 30; second++) {
            at(1, 0, second * MIB);
        }
        for (int second = 1; second <= 11; second++) {
            at(1, 0, (30 + 5 * second) * MIB);
        }

        assertThat(rate.bytesPerSecond()).isEqualTo(5.0 * MIB);
    }

    @Test
    void anObjectCountsBesideItsBytes() {
        at(0, 0, 0);
        at(4, 40, 0);

        assertThat(rate.bytesPerSecond()).isZero();
        assertThat(rate.timeFor(all(140, 0))).contains(Duration.ofSeconds(10));
    }

    @Test
    void nothingIsSaidOfTheRestWhileEverythingStands() {
        at(0, 0, 0);
        at(1, 1, MIB);
        at(11, 1, MIB);
        at(11, 1, MIB);

        assertThat(rate.timeFor(all(2, 2 * MIB))).isEmpty();
    }

    private void at(int secondsLater, int objects, long bytes) {
        now = now.plusSeconds(secondsLater);
        rate.now(now, new Rate.Amount(objects, bytes));
    }

    private static Rate.Amount all(int objects, long bytes) {
        return new Rate.Amount(objects, bytes);
    }
}
