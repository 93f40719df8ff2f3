package s3migrate.job.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import s3migrate.OddKeys;
import s3migrate.job.Batches;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.JobQueueException;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.object.ObjectLocation;
import s3migrate.route.QueueAddress;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.Queues;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The adapter over the wire, against a queue with SQS's limits.
class SqsJobQueueSandboxIT {

    private static final String REGION = "us-east-1";
    private static final Duration AT_ONCE = Duration.ZERO;

    private final SqsServer server = SqsServer.start(0, REGION, AccessKeys.of("AKIASANDBOX"));
    private final Queues queues = server.queues();
    private final SqsClient sqs =
            SqsClient.builder()
                    .endpointOverride(server.uri())
                    .region(Region.of(REGION))
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("AKIASANDBOX", "secret")))
                    .build();

    private Queue batches;
    private Queue large;
    private Queue dead;
    private SqsJobQueue queue;

    @BeforeEach
    void createQueues() throws InterruptedException {
        batches = queues.create(QueueDefinition.of("batches", Duration.ofMinutes(1)));
        large = queues.create(QueueDefinition.of("large", Duration.ofMinutes(1)));
        dead = queues.create(QueueDefinition.of("large-dead", Duration.ofMinutes(1)));
        var sender = new SqsBatchSender(sqs, Sleeper.system(), new Random(1));
        queue = new SqsJobQueue(sqs, batches.url(), large.url(), sender);
    }

    @AfterEach
    void close() {
        sqs.close();
        server.close();
    }

    @Test
    void jobsWithAnyKeyArriveAsTheyWere() throws InterruptedException {
        var jobs = OddKeys.ALL.stream().map(SqsJobQueueSandboxIT::job).toList();
        queue.send(jobs.stream().map(Message.SingleJob::new).toList(), AT_ONCE);
        var arrived =
                queues.inspect(large.url()).stream()
                        .map(message -> Messages.decode(message.body()))
                        .map(message -> ((Message.SingleJob) message).job());
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(jobs);
    }

    @Test
    void fullBatchesPassTheQueue() throws InterruptedException {
        var jobs = IntStream.range(0, 3_000).mapToObj(i -> job("x".repeat(500) + i)).toList();
        var full = jobs.stream().gather(Batches.gatherer(queue.maxBatchBytes())).toList();
        queue.send(full, AT_ONCE);
        assertThat(queues.counts(batches.url()).visible()).isEqualTo(full.size());
    }

    @Test
    void aDeadLetterArrivesWithItsReason() throws InterruptedException {
        var received = receive("not \ud83d\ude00 a job");
        queue.deadLetter(
                received, new DeadLetter(DeadLetter.MALFORMED, "line\none \ufffe", Instant.EPOCH));
        queue.delete(received);
        var letter = queues.inspect(dead.url()).getFirst();
        assertThat(letter.body()).isEqualTo("not \ud83d\ude00 a job");
        assertThat(
                        letter.messageAttributes().entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue().value())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(
                        "cause=malformed failed_at=1970-01-01T00:00:00Z message_id=%s queue=large reason=line\\u{A}one \\u{FFFE}"
                                .formatted(received.id()));
        assertThat(queues.counts(large.url()).visible()).isZero();
        assertThat(queues.counts(large.url()).inFlight()).isZero();
    }

    @Test
    void aMessageGivenBackIsThereAgain() throws InterruptedException {
        queue.changeVisibility(receive("job"), AT_ONCE);
        assertThat(queues.receive(large.url(), 1, Duration.ofSeconds(1))).hasSize(1);
    }

    @Test
    void aQueueThatIsNotThereIsNamed() {
        var nowhere =
                new SqsJobQueue(
                        sqs,
                        batches.url() + "-gone",
                        large.url() + "-gone",
                        new SqsBatchSender(sqs, Sleeper.system(), new Random(1)));
        assertThatThrownBy(() -> nowhere.send(new Message.SingleJob(job("a"))))
                .isInstanceOf(JobQueueException.class)
                .hasMessageStartingWith("SendMessageBatch " + large.url() + "-gone: ")
                .hasMessageContaining("QueueDoesNotExist, The specified queue does not exist.");
    }

    private ReceivedMessage receive(String body) throws InterruptedException {
        queues.send(large.url(), body);
        var message = queues.receive(large.url(), 1, Duration.ofSeconds(5)).getFirst();
        return new ReceivedMessage(
                new QueueAddress(large.url(), dead.url()),
                message.id(),
                message.receiptHandle(),
                body);
    }

    private static Job job(String key) {
        return new Job(
                "r",
                new ObjectLocation("source", key),
                Optional.empty(),
                new ObjectLocation("destination", key),
                OptionalLong.of(1),
                Optional.empty(),
                JobHistory.startingAt(Instant.EPOCH));
    }
}
