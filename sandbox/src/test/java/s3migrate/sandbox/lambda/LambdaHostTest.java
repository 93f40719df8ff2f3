package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
import s3migrate.sandbox.lambda.InvocationResult.InitFailed;
import s3migrate.sandbox.lambda.InvocationResult.KillReason;
import s3migrate.sandbox.lambda.InvocationResult.Killed;
import s3migrate.sandbox.sqs.SqsServer;

/// Functions invoked directly, in real children.
@EnabledOnOs(OS.LINUX)
class LambdaHostTest {
    private static final RoleCredentials ROLE = new RoleCredentials("AKIAROLE", "secret", "token");

    private final Recorder recorder = new Recorder();
    private final SqsServer sqs = SqsServer.start(0, "eu-central-1", AccessKeys.of("AKIAROLE"));
    private final LambdaHost host = LambdaHost.start(sqs, recorder, recorder);

    @AfterEach
    void stop() {
        host.close();
        sqs.close();
    }

    /// Test classes as they lie in the build directory: an unpacked asset.
    static FunctionDefinition sample(String name) {
        var classes = SampleFunction.class.getProtectionDomain().getCodeSource().getLocation();
        return FunctionDefinition.of(
                name,
                Path.of(classes.getPath()),
                SampleFunction.class.getName() + "::handleRequest",
                256,
                Duration.ofSeconds(20),
                ROLE,
                "eu-central-1");
    }

    private JsonNode about(String function) throws Exception {
        var result = host.invoke(function, "{}");
        assertThat(result).isInstanceOf(Answered.class);
        return Json.parse(((Answered) result).payload());
    }

    @Test
    void theChildHasTheEnvironmentOfLambda() throws Exception {
        host.deploy(
                sample("f")
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
        host.deploy(sample("f").withJvmFlags(List.of("-Dtrust=store")));
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
                sample("f")
                        .withEnvironment(Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=4")));
        assertThat(about("f").path("flags").toString())
                .contains("TieredStopAtLevel=4")
                .doesNotContain("TieredStopAtLevel=1");
    }

    @Test
    void theFunctionIsLoadedBelowTheRuntime() throws Exception {
        host.deploy(sample("f"));
        assertThat(about("f").path("loaders").toString())
                .isEqualTo("[\"CustomerClassLoader\",\"AppClassLoader\"]");
    }

    @Test
    void aWarmChildIsUsedAgain() throws Exception {
        host.deploy(sample("f"));
        assertThat(about("f").path("pid").asLong()).isEqualTo(about("f").path("pid").asLong());
        assertThat(host.coldStarts("f")).isEqualTo(1);
        assertThat(recorder.all(HostEvent.Started.class, "f"))
                .extracting(HostEvent.Started::coldStart)
                .containsExactly(true, false);
    }

    @Test
    void everyInvocationReportsWhatItTook() throws Exception {
        host.deploy(sample("f"));
        about("f");
        var usage = recorder.await(1, HostEvent.Finished.class, "f").usage();
        assertThat(usage.peakBytes()).isBetween(16L << 20, 512L << 20);
        assertThat(usage.duration()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(20));
    }

    @Test
    void whatTheChildWritesReachesTheLog() throws Exception {
        host.deploy(sample("f"));
        about("f");
        var id = recorder.await(1, HostEvent.Finished.class, "f").requestId();
        Await.until(() -> recorder.lines().contains("f: handles " + id));
    }

    @Test
    void theHostKillsAtTheDeadlineAndStartsAFreshChild() throws Exception {
        host.deploy(sample("f").withTimeout(Duration.ofSeconds(1)));
        long first = about("f").path("pid").asLong();
        assertThat(host.invoke("f", "{\"do\":\"hang\"}"))
                .isEqualTo(new Killed(KillReason.DEADLINE));
        assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        var killed = recorder.await(1, HostEvent.Killed.class, "f");
        assertThat(killed.usage().duration())
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(about("f").path("pid").asLong()).isNotEqualTo(first);
        assertThat(host.coldStarts("f")).isEqualTo(2);
    }

    @Test
    void runningChildrenCanBeKilledOnPurpose() throws Exception {
        host.deploy(sample("f"));
        assertThat(host.killRunning("f")).isZero();
        var hanging = CompletableFuture.supplyAsync(() -> hang("f"));
        recorder.await(1, HostEvent.Started.class, "f");
        assertThat(host.killRunning("f")).isEqualTo(1);
        assertThat(hanging.get(10, TimeUnit.SECONDS)).isEqualTo(new Killed(KillReason.ON_PURPOSE));
    }

    @Test
    void aFunctionThatCannotBeLoadedFailsItsInit() throws Exception {
        var broken = sample("f");
        host.deploy(
                FunctionDefinition.of(
                        "broken",
                        broken.asset(),
                        BrokenFunction.class.getName() + "::handleRequest",
                        256,
                        broken.timeout(),
                        ROLE,
                        "eu-central-1"));
        assertThat(host.invoke("broken", "{}"))
                .isEqualTo(
                        new InitFailed(
                                "java.lang.ExceptionInInitializerError",
                                "Error loading class " + BrokenFunction.class.getName()));
        assertThat(recorder.all(HostEvent.Failed.class, "broken")).hasSize(1);
    }

    @Test
    void aHandlerThatIsMissingFailsItsInit() throws Exception {
        var sample = sample("f");
        host.deploy(
                FunctionDefinition.of(
                        "missing",
                        sample.asset(),
                        "no.such.Handler::run",
                        256,
                        sample.timeout(),
                        ROLE,
                        "eu-central-1"));
        assertThat(host.invoke("missing", "{}").toString()).contains("no.such.Handler");
        assertThat(recorder.all(HostEvent.Failed.class, "missing")).hasSize(1);
    }

    @Test
    void closingLeavesNoProcess() throws Exception {
        var own = LambdaHost.start(sqs, recorder, recorder);
        own.deploy(sample("f"));
        var answer = (Answered) own.invoke("f", "{}");
        long pid = Json.parse(answer.payload()).path("pid").asLong();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();
        own.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThatThrownBy(() -> own.invoke("f", "{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("function f is stopped");
    }

    @Test
    void aFunctionIsDeployedOnceAndMustBeKnown() {
        host.deploy(sample("f"));
        assertThatThrownBy(() -> host.deploy(sample("f")))
                .hasMessage("function f is deployed already");
        assertThatThrownBy(() -> host.invoke("g", "{}")).hasMessage("no function g");
    }

    private InvocationResult hang(String function) {
        try {
            return host.invoke(function, "{\"do\":\"hang\"}");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    }
}
