package s3migrate.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrittenTest {

    @Test
    void bytesAreMiBBelowAGiB() {
        assertThat(Written.bytes(0)).isEqualTo("0.0 MiB");
        assertThat(Written.bytes(274_307_481)).isEqualTo("261.6 MiB");
        assertThat(Written.bytes(1L << 30)).isEqualTo("1.0 GiB");
    }

    @Test
    void aPartIsInTheUnitOfTheWhole() {
        assertThat(Written.bytes(1L << 20, 1L << 29)).isEqualTo("1.0/512.0 MiB");
        assertThat(Written.bytes(1L << 29, 4L << 30)).isEqualTo("0.5/4.0 GiB");
    }

    @Test
    void timesAreSecondsBelowTwoMinutes() {
        assertThat(Written.time(Duration.ofMillis(52_349))).isEqualTo("52.3 s");
        assertThat(Written.time(Duration.ofSeconds(133))).isEqualTo("2 min 13 s");
    }
}
