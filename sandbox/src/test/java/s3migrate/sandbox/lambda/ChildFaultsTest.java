package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.Await;
import s3migrate.sandbox.lambda.InvocationResult.KillReason;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueCounts;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;

/// What becomes of messages when real children fail them.
@EnabledOnOs(OS.LINUX)
class ChildFaultsTest {
    private final Recorder recorder = new Recorder();
    private final SqsServer sqs =
            SqsServer.start(0, Sample.REGION, AccessKeys.of(Sample.ACCESS_KEY));
    private final LambdaHost host = LambdaHost.start(sqs, recorder, recorder);
    private Queue dead = new Queue("", "", "");
    private Queue queue = new Queue("", "", "");

    @BeforeEach
    void createQueues() throws Exception {
        dead = sqs.queues().create(QueueDefinition.of("dead", Duration.ofSeconds(30)));
        queue =
                sqs.queues()
                        .create(
                                QueueDefinition.of("q", Duration.ofSeconds(2))
                                        .withDeadLetters(dead, 100));
    }

    @AfterEach
    void stop() {
        host.close();
        sqs.close();
    }

    private void deployAndMap(FunctionDefinition function) throws Exception {
        host.deploy(function);
        host.map(new EventSourceMapping(function.name(), queue, 10, 1, true));
    }

    private QueueCounts left() throws Exception {
        return sqs.queues().counts(queue.url());
    }

    @Test
    void aMessageWhoseChildIsKilledAtTheDeadlineComesBack() throws Exception {
        sqs.queues().send(queue.url(), "hang-once");
        deployAndMap(Sample.function("f").withTimeout(Duration.ofSeconds(1)));
        assertThat(recorder.await(1, HostEvent.Killed.class, "f").reason())
                .isEqualTo(KillReason.DEADLINE);
        assertThat(recorder.await(1, HostEvent.Finished.class, "f").failures()).isZero();
        assertThat(left().total()).isZero();
        assertThat(host.coldStarts("f")).isEqualTo(2);
    }

    @Test
    void aMessageWhoseChildCrashesComesBack() throws Exception {
        sqs.queues().send(queue.url(), "exit-once");
        deployAndMap(Sample.function("f").withTimeout(Duration.ofSeconds(2)));
        assertThat(recorder.await(1, HostEvent.Crashed.class, "f").exitCode()).isEqualTo(3);
        recorder.await(1, HostEvent.Finished.class, "f");
        assertThat(left().total()).isZero();
        assertThat(host.coldStarts("f")).isEqualTo(2);
    }

    @Test
    void aHandlersExceptionLeavesItsBatchAndItsChild() throws Exception {
        sqs.queues().send(queue.url(), "throw");
        deployAndMap(Sample.function("f").withTimeout(Duration.ofSeconds(2)));
        assertThat(recorder.await(2, HostEvent.Failed.class, "f").message())
                .isEqualTo("thrown on purpose");
        assertThat(left().total()).isEqualTo(1);
        assertThat(host.coldStarts("f")).isEqualTo(1);
    }

    @Test
    void onlyReportedFailuresStay() throws Exception {
        for (var body : List.of("ok", "fail", "ok")) sqs.queues().send(queue.url(), body);
        deployAndMap(Sample.function("f").withTimeout(Duration.ofSeconds(2)));
        Await.until(() ->
                recorder.all(HostEvent.Finished.class, "f").stream()
                                .mapToInt(HostEvent.Finished::failures)
                                .sum()
                        >= 1);
        Await.until(() -> left().total() == 1);
        assertThat(sqs.queues().inspect(dead.url())).isEmpty();
    }
}
