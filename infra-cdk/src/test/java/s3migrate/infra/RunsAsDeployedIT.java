package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.metrics.Measurements;
import s3migrate.metrics.Metric;

/// The built jars, with exactly the environment, handlers, time-outs, batch sizes and queues of the
/// template: a wrong name fails here, not in somebody's account.
@NeedsNode
@EnabledOnOs(OS.LINUX)
class RunsAsDeployedIT {

    private static final String PHOTOS = "photos-of-example";
    private static final String VIDEOS = "videos-of-example";
    private static final String BACKUP = "backup-of-example";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// One byte more than what travels in batches.
    private static final int LARGE_BYTES = (64 << 20) + 1;

    @Test
    void newObjectsAreCopiedAtOnceAndOldOnesByTheSchedule(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (var stack =
                new SandboxStack(Synthesis.of("existing-buckets-to-another-account"), directory)) {
            stack.source().createBucket(PHOTOS);
            stack.source().createBucket(VIDEOS);
            stack.destination().createBucket(BACKUP);
            var large = new byte[LARGE_BYTES];
            Arrays.fill(large, (byte) 7);
            stack.source().put(PHOTOS, "2023/of-no-route.jpg", "no".getBytes(UTF_8));
            stack.source().put(VIDEOS, "old.mov", "old".getBytes(UTF_8));
            stack.source().put(VIDEOS, "large.mov", large);

            stack.tellOfNewObjects(PHOTOS);
            stack.source().put(PHOTOS, "2024/new day.jpg", "new".getBytes(UTF_8));
            assertArrives(stack, List.of("from-jp/2024/new day.jpg"));

            stack.runSchedule();
            assertArrives(
                    stack,
                    List.of(
                            "from-jp/2024/new day.jpg",
                            "from-jp/videos/large.mov",
                            "from-jp/videos/old.mov"));
            assertThat(bytes(stack, "from-jp/2024/new day.jpg")).isEqualTo("new".getBytes(UTF_8));
            assertThat(bytes(stack, "from-jp/videos/old.mov")).isEqualTo("old".getBytes(UTF_8));
            assertThat(Arrays.equals(bytes(stack, "from-jp/videos/large.mov"), large)).isTrue();
            assertThat(stack.source().keys(stack.reportsBucket()))
                    .filteredOn(key -> key.startsWith("evidence/"))
                    .as("a batch, and a large object")
                    .hasSize(2);
            assertThat(stack.source().keys(stack.reportsBucket()))
                    .filteredOn(key -> key.startsWith("runs/"))
                    .as("a report for each of two routes")
                    .hasSize(2);
            assertThat(stack.log()).noneMatch(line -> line.contains("\"level\":\"ERROR\""));
            assertThat(measured(stack, Metric.COPIED_OBJECTS)).isEqualTo(3);
            assertThat(measured(stack, Metric.COMPLETED_BYTES)).isEqualTo(LARGE_BYTES + 6L);
            assertThat(measured(stack, Metric.MISSING_OBJECTS)).isEqualTo(2);
            // 64 MiB over the internet are 0.005625 USD; Lambda's time comes on top.
            assertThat(measured(stack, Metric.PRICE)).isBetween(5_626L, 20_000L);
        }
    }

    private static void assertArrives(SandboxStack stack, List<String> keys)
            throws InterruptedException {
        boolean arrived =
                stack.await(
                        () ->
                                stack.destination().keys(BACKUP).equals(keys)
                                        && stack.queues().inUse().isEmpty(),
                        LONGEST);
        assertThat(arrived)
                .as(
                        "%s, queues in use %s, log:%n%s",
                        stack.destination().keys(BACKUP),
                        stack.queues().inUse(),
                        String.join("\n", stack.log()))
                .isTrue();
    }

    /// The sum of all lines in which the functions told CloudWatch of a metric without dimensions.
    private static long measured(SandboxStack stack, Metric metric) throws IOException {
        long sum = 0;
        for (var text : stack.log()) {
            if (text.contains("\"_aws\"")) {
                var line = new ObjectMapper().readTree(text);
                sum += line.has(Measurements.ROUTE) ? 0 : line.path(metric.text()).asLong();
            }
        }
        return sum;
    }

    private static byte[] bytes(SandboxStack stack, String key) throws IOException {
        var object = stack.destination().object(BACKUP, key).orElseThrow();
        try (InputStream content = object.content().open()) {
            return content.readAllBytes();
        }
    }
}
