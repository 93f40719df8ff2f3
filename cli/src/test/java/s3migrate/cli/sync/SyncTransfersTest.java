package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncTransfersTest {

    /// Or objects of two parts would leave three quarters of the connections idle.
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "64, 1",
        "65, 2",
        "128, 2",
        "129, 3",
        "512, 8",
        "513, 8",
        "50000000, 8",
    })
    void anObjectTakesAsManyConnectionsAsItHasPartsAtOnce(long mib, int connections) {
        var limits = new SyncTransfers.Limits(32, 8, 64L << 20, 64L << 20, Duration.ZERO);

        assertThat(limits.connectionsFor(mib << 20)).isEqualTo(connections);
    }
}
