package s3migrate.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final ManualTime time = new ManualTime();

    @Test
    void letsThroughAtItsRateAndTheFirstAtOnce() throws InterruptedException {
        var pace = new Pace(4, time, time);
        for (int i = 0; i < 9; i++) {
            pace.take(1);
        }
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void savesUpNothingWhileItRests() throws InterruptedException {
        var pace = new Pace(4, time, time);
        pace.take(1);
        time.pass(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            pace.take(1);
        }
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatIsLargeHoldsUpWhatComesAfterIt() throws InterruptedException {
        var bytes = new Pace(1_000, time, time);
        bytes.take(10_000);
        assertThat(time.slept()).isZero();
        bytes.take(1);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void mayBeBelowOneASecond() throws InterruptedException {
        var pace = new Pace(0.5, time, time);
        pace.take(1);
        pace.take(1);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatThrownBy(() -> new Pace(0, time, time))
                .hasMessage("0.0 per second: accepted is above 0");
    }
}
