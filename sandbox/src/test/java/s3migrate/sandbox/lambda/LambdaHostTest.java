package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    void aWarmChildIsUsedAgain() throws Exception {
        host.deploy(Sample.function("f"));
        assertThat(about("f").path("pid").asLong()).isEqualTo(about("f").path("pid").asLong());
        assertThat(host.coldStarts("f")).isEqualTo(1);
        assertThat(recorder.all(HostEvent.Started.class, "f"))
                .extracting(HostEvent.Started::coldStart)
                .containsExactly(true, false);
    }

    @Test
    void theHostKillsAtTheDeadlineAndStartsAFreshChild() throws Exception {
        host.deploy(Sample.function("f").withTimeout(Duration.ofSeconds(1)));
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
        host.deploy(Sample.function("f"));
        assertThat(host.killRunning("f")).isZero();
        var hanging = CompletableFuture.supplyAsync(() -> hang("f"));
        recorder.await(1, HostEvent.Started.class, "f");
        assertThat(host.killRunning("f")).isEqualTo(1);
        assertThat(hanging.get(10, TimeUnit.SECONDS)).isEqualTo(new Killed(KillReason.ON_PURPOSE));
    }

    @Test
    void aFunctionThatCannotBeLoadedFailsItsInit() throws Exception {
        host.deploy(Sample.function("broken", Sample.classes(), BrokenFunction.class.getName()));
        assertThat(host.invoke("broken", "{}"))
                .isEqualTo(
                        new InitFailed(
                                "java.lang.ExceptionInInitializerError",
                                "Error loading class " + BrokenFunction.class.getName()));
        assertThat(recorder.all(HostEvent.Failed.class, "broken")).hasSize(1);
    }

    @Test
    void aHandlerThatIsMissingFailsItsInit() throws Exception {
        host.deploy(Sample.function("missing", Sample.classes(), "no.such.Handler"));
        assertThat(host.invoke("missing", "{}").toString()).contains("no.such.Handler");
        assertThat(recorder.all(HostEvent.Failed.class, "missing")).hasSize(1);
    }

    @Test
    void closingLeavesNoProcess() throws Exception {
        var own = LambdaHost.start(sqs, recorder, recorder);
        own.deploy(Sample.function("f"));
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
    void closingKillsWhatIsAtWork() throws Exception {
        host.deploy(Sample.function("f"));
        var hanging = CompletableFuture.supplyAsync(() -> hang("f"));
        Await.until(
                () -> recorder.lines().stream().anyMatch(line -> line.startsWith("f: handles")));
        host.close();
        assertThat(hanging.get(10, TimeUnit.SECONDS)).isEqualTo(new Killed(KillReason.ON_PURPOSE));
    }

    @Test
    void exitingWithoutCloseLeavesNoProcess() throws Exception {
        var parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostThatExits.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = parent.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();
            Await.until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @Test
    void aFunctionIsDeployedOnceAndMustBeKnown() {
        host.deploy(Sample.function("f"));
        assertThatThrownBy(() -> host.deploy(Sample.function("f")))
                .hasMessage("function f is deployed already");
        assertThatThrownBy(() -> host.invoke("g", "{}")).hasMessage("no function g");
    }

    private JsonNode about(String function) throws Exception {
        var result = host.invoke(function, "{}");
        assertThat(result).isInstanceOf(Answered.class);
        return Json.parse(((Answered) result).payload());
    }

    private InvocationResult hang(String function) {
        try {
            return host.invoke(function, "{\"do\":\"hang\"}");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
