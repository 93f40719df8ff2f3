package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.Await;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.lambda.InvocationResult.Answered;
import s3migrate.sandbox.sqs.SqsServer;

/// What a function finds in its child, and what the host learns of it.
@EnabledOnOs(OS.LINUX)
class ChildJvmTest {
    private final Recorder recorder = new Recorder();
    private final SqsServer sqs =
            SqsServer.start(0, Sample.REGION, AccessKeys.of(Sample.ACCESS_KEY));
    private final LambdaHost host = LambdaHost.start(sqs, recorder, recorder);

    @AfterEach
    void stop() {
        host.close();
        sqs.close();
    }

    @Test
    void theChildHasTheEnvironmentOfLambda() throws Exception {
        host.deploy(
                Sample.function("f")
                        .withEnvironment(Map.of("JobType", "PUT", "AWS_REGION", "overridden"))
                        .withTimeout(Duration.ofSeconds(10)));
        var about = about("f");
        assertThat(texts(about.path("environment")))
                .containsEntry("JobType", "PUT")
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "f")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
                .containsEntry("AWS_REGION", "eu-central-1")
                .containsEntry("AWS_ACCESS_KEY_ID", "AKIAROLE")
                .containsEntry("AWS_SESSION_TOKEN", "token")
                .containsEntry("LAMBDA_TASK_ROOT", about.path("workingDirectory").asText())
                .doesNotContainKeys("PATH", "HOME");
        assertThat(about.path("arn").asText())
                .isEqualTo("arn:aws:lambda:eu-central-1:000000000000:function:f");
        assertThat(about.path("remainingMillis").asInt()).isBetween(5_000, 10_000);
        assertThat(about.path("trace").asText()).startsWith("Root=1-").endsWith(":0");
    }

    @Test
    void theChildHasTheFlagsOfTheManagedRuntimeThenTheCallers() throws Exception {
        host.deploy(Sample.function("f").withJvmFlags(List.of("-Dtrust=store")));
        var about = about("f");
        var flags =
                StreamSupport.stream(about.path("flags").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        assertThat(flags)
                .contains(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:MaxHeapSize=222822k")
                .endsWith("-Dtrust=store");
        assertThat(about.path("heapBytes").asLong()).isLessThanOrEqualTo(222_822L * 1024);
    }

    @Test
    void theCompilerLevelCanBeChosenAsOnAws() throws Exception {
        host.deploy(
                Sample.function("f")
                        .withEnvironment(Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=4")));
        assertThat(about("f").path("flags").toString())
                .contains("TieredStopAtLevel=4")
                .doesNotContain("TieredStopAtLevel=1");
    }

    @Test
    void theFunctionIsLoadedBelowTheRuntime() throws Exception {
        host.deploy(Sample.function("f"));
        assertThat(about("f").path("loaders").toString())
                .isEqualTo("[\"CustomerClassLoader\",\"AppClassLoader\"]");
    }

    @Test
    void everyInvocationReportsWhatItTook() throws Exception {
        host.deploy(Sample.function("f"));
        about("f");
        var usage = recorder.await(1, HostEvent.Finished.class, "f").usage();
        assertThat(usage.peakBytes()).isBetween(16L << 20, 512L << 20);
        assertThat(usage.duration()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(20));
    }

    @Test
    void whatTheChildWritesReachesTheLog() throws Exception {
        host.deploy(Sample.function("f"));
        about("f");
        var id = recorder.await(1, HostEvent.Finished.class, "f").requestId();
        Await.until(() -> recorder.lines().contains("f: handles " + id));
    }

    private JsonNode about(String function) throws Exception {
        var result = host.invoke(function, "{}");
        assertThat(result).isInstanceOf(Answered.class);
        return Json.parse(((Answered) result).payload());
    }

    private static Map<String, String> texts(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    }
}
