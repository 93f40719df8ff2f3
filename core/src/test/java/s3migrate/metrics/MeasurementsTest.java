package s3migrate.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.time.ManualTime;

class MeasurementsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ManualTime time = new ManualTime();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Measurements measured =
            new Measurements(new PrintStream(written, true, UTF_8), time);

    /// The format's specification: metadata under `_aws`, values under the names it gives.
    @Test
    void sumsAreOneLineOfTheEmbeddedMetricFormat() throws Exception {
        measured.add(Metric.FAILED_OBJECTS, 2);
        measured.add(Metric.FAILED_OBJECTS, 1);
        measured.add(Metric.COMPLETED_BYTES, 5_000_000_000L);
        measured.flush();
        assertThat(lines())
                .containsExactly(
                        JSON.readTree(
                                """
                                {"level": "INFO", "event": "measured",
                                 "_aws": {"Timestamp": 1767225600000, "CloudWatchMetrics": [
                                   {"Namespace": "s3_migrate", "Dimensions": [[]], "Metrics": [
                                     {"Name": "Failed-objects", "Unit": "Count"},
                                     {"Name": "Completed-bytes", "Unit": "Bytes"}]}]},
                                 "Failed-objects": 3, "Completed-bytes": 5000000000}
                                """));
    }

    @Test
    void whatIsZeroIsNotWritten() throws Exception {
        measured.add(Metric.FAILED_OBJECTS, 0);
        measured.flush();
        assertThat(lines()).isEmpty();
        measured.add(Metric.COPIED_OBJECTS, 1);
        measured.flush();
        measured.flush();
        assertThat(lines()).hasSize(1);
    }

    @Test
    void timesAndMemoryAreTheLargest() throws Exception {
        measured.add(Metric.LAG_SECONDS, 7);
        measured.add(Metric.LAG_SECONDS, 60);
        measured.add(Metric.LAG_SECONDS, 8);
        measured.flush();
        assertThat(lines().getFirst().path("Lag-seconds").asLong()).isEqualTo(60);
    }

    @Test
    void aConfiguredRouteHasALineOfItsOwn() throws Exception {
        measured.routes(Set.of("photos"));
        measured.add(Metric.COPIED_OBJECTS, 2, "photos");
        measured.add(Metric.COPIED_OBJECTS, 3, "0123456789ab");
        measured.add(Metric.DELETED_OBJECTS, 4, "photos");
        measured.flush();
        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst().path("Copied-objects").asLong()).isEqualTo(5);
        assertThat(lines().getFirst().path("Deleted-objects").asLong()).isEqualTo(4);
        var own = lines().get(1);
        assertThat(own.path("route").asText()).isEqualTo("photos");
        assertThat(own.at("/_aws/CloudWatchMetrics/0/Dimensions/0/0").asText()).isEqualTo("route");
        assertThat(own.path("Copied-objects").asLong()).isEqualTo(2);
        assertThat(own.has("Deleted-objects")).isFalse();
    }

    @Test
    void aboveTenRoutesNoneHasALineOfItsOwn() throws Exception {
        measured.routes(routes(10));
        measured.add(Metric.COPIED_OBJECTS, 1, "1");
        measured.flush();
        assertThat(lines()).hasSize(2);
        measured.routes(routes(11));
        measured.add(Metric.COPIED_OBJECTS, 1, "1");
        measured.flush();
        assertThat(lines()).hasSize(3);
    }

    @Test
    void whatTakesLongIsSeenEveryMinute() throws Exception {
        measured.add(Metric.UPLOADING_BYTES, 10);
        time.pass(Duration.ofSeconds(59));
        measured.add(Metric.UPLOADING_BYTES, 10);
        assertThat(lines()).isEmpty();
        time.pass(Duration.ofSeconds(1));
        measured.add(Metric.UPLOADING_BYTES, 10);
        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst().path("Uploading-bytes").asLong()).isEqualTo(30);
    }

    private static Set<String> routes(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.toSet());
    }

    private List<JsonNode> lines() throws JsonProcessingException {
        var lines = new ArrayList<JsonNode>();
        for (var line : written.toString(UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
