package s3migrate.run.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import s3migrate.job.JobQueueException;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsRunsSandboxIT {

    private static final SqsServer SERVER =
            SqsServer.start(0, "us-east-1", AccessKeys.of("AKIASANDBOX"));
    private static final SqsClient SQS =
            SqsClient.builder()
                    .endpointOverride(SERVER.uri())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("AKIASANDBOX", "secret")))
                    .build();

    @AfterAll
    static void close() {
        SQS.close();
        SERVER.close();
    }

    @Test
    void sendsWhatItReads() throws Exception {
        var queue = queue("runs");
        var go = new RunRequest.Go("r", "2026-01-01T00:00:00Z");
        new SqsRunQueue(SQS, queue.url()).send(go);
        assertThat(receive(queue)).extracting(RunMessages::decode).containsExactly(go);
    }

    @Test
    void countsWhatWaitsInAllQueuesAndNotWhatIsAtWork() throws Exception {
        var batches = queue("batches");
        var large = queue("large");
        var backlog = new SqsBacklog(SQS, List.of(batches.url(), large.url()));
        assertThat(backlog.waiting()).isZero();
        SERVER.queues().send(batches.url(), "a");
        SERVER.queues().send(large.url(), "b");
        SERVER.queues().send(large.url(), "c");
        assertThat(backlog.waiting()).isEqualTo(3);
        assertThat(receive(batches)).containsExactly("a");
        assertThat(backlog.waiting()).isEqualTo(2);
    }

    @Test
    void saysWhichQueueIsNotThere() {
        String url = SERVER.uri() + "/000000000000/none";
        assertThatThrownBy(() -> new SqsBacklog(SQS, List.of(url)).waiting())
                .isInstanceOf(JobQueueException.class)
                .hasMessageStartingWith("GetQueueAttributes %s: ".formatted(url));
        assertThatThrownBy(() -> new SqsRunQueue(SQS, url).send(new RunRequest.Go("r", "x")))
                .isInstanceOf(JobQueueException.class)
                .hasMessageStartingWith("SendMessage %s: ".formatted(url));
    }

    private static Queue queue(String name) throws InterruptedException {
        return SERVER.queues().create(QueueDefinition.of(name, Duration.ofMinutes(1)));
    }

    private static List<String> receive(Queue queue) throws InterruptedException {
        return SERVER.queues().receive(queue.url(), 10, Duration.ZERO).stream()
                .map(message -> message.body())
                .toList();
    }
}
