package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import s3migrate.route.RateCaps.Cap;

class RateCapsTest {

    @Test
    void allWorkersTogetherMayUseACapAndNoMore() {
        var caps =
                read(
                        Map.of(
                                "MaxWorkers", "15",
                                "SourceRequestsPerSecond", "10",
                                "DestinationMiBPerSecond", "30"));

        assertThat(caps.source().requests().orElseThrow() * 15).isLessThanOrEqualTo(10);
        assertThat(caps.source().bytes()).isEmpty();
        assertThat(caps.destination().bytes()).hasValue(2.0 * (1 << 20));
        assertThat(caps.destination().requests()).isEmpty();
    }

    @Test
    void withoutACapThereIsNone() {
        assertThat(read(Map.of())).isEqualTo(new RateCaps(1, Cap.NONE, Cap.NONE));
        assertThat(Cap.NONE).isEqualTo(new Cap(Optional.empty(), Optional.empty()));
    }

    private static RateCaps read(Map<String, String> env) {
        var faults = Faults.withValues();
        var caps = RateCaps.read(new SettingsReader(env, Set.of(), faults));
        assertThat(faults.lines()).isEmpty();
        return caps;
    }
}
