package s3migrate.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final ManualTime time = new ManualTime();

    @Test
    void whatIsDerivedFromADeadlineComesNearerWithIt() {
        var at = new AtomicReference<>(Instant.MAX);
        var deadline = new Deadline(at::get, time);
        var earlier = deadline.earlierBy(Duration.ofSeconds(10));
        assertThat(earlier.leaves(Duration.ofDays(100))).isTrue();

        at.set(time.instant().plusSeconds(30));

        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(30));
        assertThat(earlier.remaining()).isEqualTo(Duration.ofSeconds(20));
        time.pass(Duration.ofSeconds(31));
        assertThat(deadline.remaining()).isZero();
    }
}
