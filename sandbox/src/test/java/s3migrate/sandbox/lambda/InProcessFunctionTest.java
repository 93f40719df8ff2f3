package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.lambda.InvocationResult.Answered;
import s3migrate.sandbox.lambda.InvocationResult.KillReason;
import s3migrate.sandbox.lambda.InvocationResult.Killed;
import s3migrate.sandbox.sqs.SqsServer;

class InProcessFunctionTest {
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
    void aTypedHandlerIsReadAndWrittenAsTheRuntimeDoes() throws Exception {
        host.deploy(
                InProcessFunction.<Map<String, Integer>, List<Integer>>of(
                        "typed",
                        Duration.ofSeconds(20),
                        256,
                        Sample.REGION,
                        (numbers, context) -> List.of(numbers.size(), context.getMemoryLimitInMB()),
                        mapType()));
        assertThat(host.invoke("typed", "{\"a\":1,\"b\":2}")).isEqualTo(new Answered("[2,256]"));
    }

    @Test
    void theHandlersLogGoesWhereAChildsOutputGoes() throws Exception {
        host.deploy(
                new InProcessFunction(
                        "f",
                        Duration.ofSeconds(20),
                        256,
                        Sample.REGION,
                        (_, _, context) -> context.getLogger().log("one line")));
        host.invoke("f", "{}");
        assertThat(recorder.lines()).containsExactly("f: one line");
    }

    @Test
    void closingTheHostInterruptsTheHandler() throws Exception {
        var entered = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        host.deploy(
                new InProcessFunction(
                        "f",
                        Duration.ofMinutes(15),
                        256,
                        Sample.REGION,
                        new JsonHandler(_ -> {
                            entered.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                interrupted.countDown();
                            }
                            return "";
                        })));
        var invoked =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return host.invoke("f", "{}");
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        entered.await();
        host.close();
        assertThat(invoked.get(10, TimeUnit.SECONDS)).isEqualTo(new Killed(KillReason.ON_PURPOSE));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @SuppressWarnings(
            "unchecked") // A class literal has no type arguments; Jackson reads JSON objects as
    // such maps.
    private static Class<Map<String, Integer>> mapType() {
        return (Class<Map<String, Integer>>) (Class<?>) Map.class;
    }
}
