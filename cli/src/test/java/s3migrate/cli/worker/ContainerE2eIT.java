package s3migrate.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.e2e.Await;
import s3migrate.sandbox.sqs.ReceivedMessage;

/// `s3migrate worker` as processes: from messages to copies, through SIGTERM and SIGKILL.
class ContainerE2eIT {

    private static final int SIGTERM = 128 + 15;
    private static final int MIB = 1 << 20;

    /// Prometheus's text format 0.0.4: a type, or a sample with or without labels.
    private static final Pattern METRICS_LINE =
            Pattern.compile(
                    "# TYPE [a-z_][a-z0-9_]* (counter|gauge)|[a-z_][a-z0-9_]*(\\{[a-z]+=\"[^\"\\\\\\n]*\"\\})? \\d+");

    @TempDir Path directory;

    private ContainerSandbox aws;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        aws = new ContainerSandbox(directory);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void findsTheDeployedSystemCopiesWhatIsOrderedAndTellsHowItIs() throws Exception {
        aws.s3.put("photos", "a.jpg", bytes(1_000));
        aws.order("a.jpg", 1_000, "order-17");

        var container = aws.start();
        container.await("told", () -> !aws.bus.events().isEmpty());

        assertThat(aws.s3.object("backup", "a.jpg")).isPresent();
        var event = aws.bus.events().getFirst();
        assertThat(event.detailType()).isEqualTo("CopyCompleted");
        assertThat(event.detail().path("id").asText()).isEqualTo("order-17");
        container.await("healthy", () -> container.status() == 200);
        container.await(
                "counted",
                () -> container.metrics().contains("s3_migrate_copied_objects_total 1\n"));
        var metrics = container.get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body().lines())
                .allMatch(METRICS_LINE.asMatchPredicate())
                .contains(
                        "# TYPE s3_migrate_copied_objects_total counter",
                        "s3_migrate_completed_bytes_total 1000",
                        "s3_migrate_polling{queue=\"large\"} 1");

        aws.sqs.close();
        container.await("unhealthy", () -> container.status() == 503);
        assertThat(container.get("/health").body()).contains(": ReceiveMessage http");
        assertThat(container.terminate()).isEqualTo(SIGTERM);
    }

    @Test
    void anEndedContainerHandsItsCopyOverAndAKilledOneLosesNothing() throws Exception {
        byte[] film = bytes(60 * MIB);
        aws.s3.put("photos", "film.mov", film);
        aws.s3.limitBandwidth(6L * MIB);
        aws.order("film.mov", film.length, "order-18");

        var first = aws.start("--drain-seconds", "8");
        first.await("two parts", () -> aws.s3.log().count("UploadPart") >= 4);
        assertThat(first.terminate()).isEqualTo(SIGTERM);
        assertThat(first.line("drained")).as("within its time: %s", first.lines()).isPresent();
        assertThat(first.line("transfer_ended").orElseThrow())
                .contains("\"outcome\":\"out_of_time\"");
        var handedOver = new ArrayList<ReceivedMessage>();
        Await.until(
                () -> handedOver.addAll(aws.sqs.queues().inspect(aws.queue("large").url())),
                () -> "nothing in the queue");
        assertThat(handedOver)
                .singleElement()
                .satisfies(message ->
                        assertThat(message.body()).contains("\"type\":\"continuation\""));

        var second = aws.start();
        long before = aws.s3.log().count("UploadPart");
        second.await("two more", () -> aws.s3.log().count("UploadPart") >= before + 3);
        second.kill();

        aws.s3.limitBandwidth(Long.MAX_VALUE);
        var third = aws.start();
        third.await("told", () -> !aws.bus.events().isEmpty());
        assertThat(third.line("transfer_ended").orElseThrow())
                .contains("\"outcome\":\"copied\"")
                .doesNotContain("\"resumed_parts\":0,");
        assertThat(aws.bus.events().getFirst().detail().path("id").asText()).isEqualTo("order-18");
        var copy = aws.s3.object("backup", "film.mov").orElseThrow();
        try (var _ = copy.content().hold();
                var in = copy.content().open()) {
            assertThat(in.readAllBytes()).isEqualTo(film);
        }
        assertThat(third.terminate()).isEqualTo(SIGTERM);
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
