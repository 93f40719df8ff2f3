package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.job.JobQueueException;
import s3migrate.sandbox.sqs.ReceivedMessage.MessageAttribute;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;

/// What becomes of dead letters, whatever the clocks and SQS do.
class RedriveIT {

    private static final String ORDER =
            "{\"v\": 1, \"type\": \"run\", \"route\": \"%s\"}".formatted(SandboxSystem.ROUTE);

    @TempDir Path directory;
    private SandboxSystem sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = new SandboxSystem(directory);
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    /// The letter is put anew with its cause, at a time that is still to come for us.
    @Test
    void whatSqsMovedGoesBackAlsoWhereOurClockIsBehind() throws Exception {
        sandbox.sqs.queues().send(sandbox.url("runs-dead"), ORDER);

        try (var system = sandbox.open()) {
            var behind = InstantSource.offset(system.clock(), Duration.ofSeconds(-5));
            assertThat(redriven(with(system, system.sqs(), behind), _ -> {}))
                    .isEqualTo(new Redrive.Result(0, 0, 1));
        }

        assertThat(sandbox.messages("runs")).isEqualTo(1);
        assertThat(sandbox.messages("runs-dead")).isZero();
    }

    @Test
    void whatIsADeadLetterAgainAtOnceIsLeftForAPerson() throws Exception {
        deadLetter();
        var times = new AtomicInteger();

        try (var system = sandbox.open()) {
            assertThat(
                            redriven(
                                    system,
                                    _ -> {
                                        if (times.incrementAndGet() <= 2) {
                                            deadLetter();
                                        }
                                    }))
                    .isEqualTo(new Redrive.Result(0, 0, 1));
        }

        assertThat(sandbox.messages("runs")).isEqualTo(1);
        assertThat(sandbox.messages("runs-dead")).isEqualTo(2);
    }

    @Test
    void aLetterThatSqsDoesNotDeleteIsNotCountedAsRemoved() throws Exception {
        deadLetter();
        try (var system = sandbox.open()) {
            var failed =
                    BatchResultErrorEntry.builder()
                            .id("0")
                            .code("InternalError")
                            .message("try again")
                            .build();
            var answer = DeleteMessageBatchResponse.builder().failed(failed).build();
            var sqs =
                    (SqsClient)
                            Proxy.newProxyInstance(
                                    SqsClient.class.getClassLoader(),
                                    new Class<?>[] {SqsClient.class},
                                    (_, method, arguments) ->
                                            method.getName().equals("deleteMessageBatch")
                                                    ? answer
                                                    : method.invoke(system.sqs(), arguments));

            assertThatThrownBy(() -> redriven(with(system, sqs, system.clock()), _ -> {}))
                    .isInstanceOf(JobQueueException.class)
                    .hasMessage(
                            "DeleteMessageBatch %s: 1 of 1 letters stay there, the first for InternalError, try again",
                            sandbox.url("runs-dead"));
        }
    }

    private static DeployedSystem with(DeployedSystem system, SqsClient sqs, InstantSource clock) {
        return new DeployedSystem(
                system.stack(),
                system.access(),
                system.parameters(),
                sqs,
                system.dynamoDb(),
                system.ssm(),
                clock);
    }

    private static Redrive.Result redriven(DeployedSystem system, Consumer<DeadLetter> seen) {
        return new Redrive(system, system.routes())
                .run(
                        _ -> true,
                        letter -> {
                            seen.accept(letter);
                            return true;
                        });
    }

    private void deadLetter() {
        try {
            sandbox.sqs
                    .queues()
                    .send(
                            sandbox.url("runs-dead"),
                            ORDER,
                            Map.of("cause", new MessageAttribute("String", "Settings")));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
