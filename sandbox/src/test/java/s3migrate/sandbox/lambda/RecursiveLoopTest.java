package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.ReceivedMessage;
import s3migrate.sandbox.sqs.SqsServer;

/// A function that feeds itself with the AWS SDK, deployed as a zip: the SDK's own passing-on of
/// the trace header is what carries the count.
@EnabledOnOs(OS.LINUX)
class RecursiveLoopTest {
    private final Recorder recorder = new Recorder();
    private final SqsServer sqs =
            SqsServer.start(0, Sample.REGION, AccessKeys.of(Sample.ACCESS_KEY));
    private final LambdaHost host = LambdaHost.start(sqs, recorder, recorder);
    private Queue dead = new Queue("", "", "");
    private Queue queue = new Queue("", "", "");

    @TempDir Path directory = Path.of("");

    @BeforeEach
    void createQueues() throws Exception {
        dead = sqs.queues().create(QueueDefinition.of("dead", Duration.ofSeconds(30)));
        queue =
                sqs.queues()
                        .create(
                                QueueDefinition.of("q", Duration.ofSeconds(30))
                                        .withDeadLetters(dead, 100));
    }

    @AfterEach
    void stop() {
        host.close();
        sqs.close();
    }

    @Test
    void aLoopIsBrokenAfterSixteenInvocations() throws Exception {
        run(RecursiveLoop.TERMINATE, 40);
        assertThat(recorder.await(1, HostEvent.LoopStopped.class, "loop").deadLettered()).isTrue();
        assertThat(recorder.all(HostEvent.Finished.class, "loop")).hasSize(16);
        assertThat(deadLetters()).containsExactly("17");
        assertThat(sqs.queues().counts(queue.url()).total()).isZero();
    }

    @Test
    void aLoopThatIsAllowedGoesOn() throws Exception {
        run(RecursiveLoop.ALLOW, 20);
        recorder.await(20, HostEvent.Finished.class, "loop");
        assertThat(recorder.all(HostEvent.LoopStopped.class, "loop")).isEmpty();
        assertThat(deadLetters()).isEmpty();
        assertThat(sqs.queues().counts(queue.url()).total()).isZero();
    }

    private List<String> deadLetters() throws Exception {
        return sqs.queues().inspect(dead.url()).stream().map(ReceivedMessage::body).toList();
    }

    private void run(RecursiveLoop loop, int last) throws Exception {
        host.deploy(
                Sample.function("loop", asset(), LoopFunction.class.getName())
                        .withRecursiveLoop(loop)
                        .withEnvironment(
                                Map.of(
                                        "QUEUE_URL", queue.url(),
                                        "LAST", Integer.toString(last),
                                        "AWS_ENDPOINT_URL_SQS", sqs.uri().toString())));
        host.map(new EventSourceMapping("loop", queue, 10, 1, true));
        sqs.queues().send(queue.url(), "1");
    }

    /// The function's class, and the SDK below `lib`.
    private Path asset() throws IOException {
        var file = directory.resolve("loop.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(0);
            var own = LoopFunction.class.getName().replace('.', '/') + ".class";
            add(zip, own, Sample.classes().resolve(own));
            for (var jar : sdk()) add(zip, "lib/" + jar.getFileName(), jar);
        }
        return file;
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
    }

    private static List<Path> sdk() {
        var parts = List.of("/awssdk/", "/httpcomponents/", "/reactivestreams/", "/slf4j-api/");
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> parts.stream().anyMatch(entry::contains))
                .map(Path::of)
                .toList();
    }
}
