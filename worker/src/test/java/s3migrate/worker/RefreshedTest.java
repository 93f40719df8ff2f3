package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import s3migrate.time.ManualTime;

class RefreshedTest {

    private final ManualTime time = new ManualTime();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void aValueIsReadOnceInItsTime() {
        var refreshed = new Refreshed<>(reads::incrementAndGet, Duration.ofMinutes(5), time);

        assertThat(refreshed.get()).isEqualTo(1);
        time.pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(refreshed.get()).isEqualTo(1);
        time.pass(Duration.ofNanos(1));
        assertThat(refreshed.get()).isEqualTo(2);
    }

    @Test
    void aReadThatFailsIsTriedAgainAtTheNextCallAndNeverAnsweredByTheOldValue() {
        var refreshed = new Refreshed<>(this::failsTheSecondTime, Duration.ofMinutes(5), time);
        refreshed.get();
        time.pass(Duration.ofMinutes(5));

        assertThatThrownBy(refreshed::get).hasMessage("read 2");
        assertThat(refreshed.get()).isEqualTo(3);
    }

    private int failsTheSecondTime() {
        int read = reads.incrementAndGet();
        if (read == 2) {
            throw new IllegalStateException("read 2");
        }
        return read;
    }
}
