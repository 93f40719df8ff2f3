package s3migrate.run.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqsRunQueueTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.001S, 1", "PT0.999S, 1", "PT1S, 1", "PT1.5S, 2", "PT15M, 900"})
    void nothingComesBeforeItsTime(Duration after, int seconds) {
        assertThat(SqsRunQueue.delaySeconds(after)).isEqualTo(seconds);
    }
}
