package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.transfer.TransferOutcome;

/// Copies that other systems order by an id, over real sockets.
class OrderedCopiesIT {

    private static final int MIB = 1 << 20;

    @TempDir Path directory;

    private SocketWorker worker;

    @BeforeEach
    void start() {
        worker = new SocketWorker(directory, Map.of(), ", \"copy\": \"stream\"");
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void theSameIdTwiceIsOneCopyAndToldTwice() throws InterruptedException {
        worker.write("a.jpg", bytes(1_000));

        worker.settle(order("a.jpg", "order-17"));
        var copy = worker.copy("a.jpg").orElseThrow();
        worker.settle(order("a.jpg", "order-17"));

        assertThat(worker.copy("a.jpg")).contains(copy);
        assertThat(worker.told)
                .extracting(OrderedCopiesIT::told)
                .containsExactly("order-17 Copied", "order-17 AlreadyPresent");
    }

    @Test
    void aLargeObjectIsToldWhenItIsThereAndNotBefore() throws InterruptedException {
        byte[] large = bytes(12 * MIB);
        worker.write("film.mov", large);

        worker.receive(
                order("film.mov", "order-18")
                        .replace("{", "{\"Size\": %d, ".formatted(large.length)));
        assertThat(worker.told).as("its job is sent on").isEmpty();
        worker.settleQueued();

        assertThat(worker.copiedBytes("film.mov")).isEqualTo(large);
        assertThat(worker.told)
                .extracting(OrderedCopiesIT::told)
                .containsExactly("order-18 Copied");
    }

    @Test
    void whoOrdersWhatIsNotThereHearsIt() throws InterruptedException {
        worker.settle(order("nothing", "order-19"));

        assertThat(worker.told)
                .singleElement()
                .isInstanceOfSatisfying(
                        OutcomeEvent.CopyFailed.class,
                        event -> {
                            assertThat(event.cause()).isEqualTo("SourceGone");
                            assertThat(event.reason())
                                    .isEqualTo("copy s3://photos/nothing: there is no such object");
                        });
    }

    @Test
    void anOrderWithoutAnIdIsNotTold() throws InterruptedException {
        worker.write("a.jpg", bytes(1_000));

        worker.settle(order("a.jpg", "").replace(", \"id\": \"\"", ""));

        assertThat(worker.copiedBytes("a.jpg")).hasSize(1_000);
        assertThat(worker.told).isEmpty();
    }

    private static String told(OutcomeEvent event) {
        return switch (event) {
            case OutcomeEvent.CopyCompleted(var job, TransferOutcome.Proved proved, _) ->
                    "%s %s".formatted(job.id().orElse(""), proved.getClass().getSimpleName());
            default -> event.toString();
        };
    }

    private static String order(String key, String id) {
        return """
        {"Src_bucket": "photos", "Src_key": "%1$s", "Des_bucket": "backup", "Des_key": "%1$s", "id": "%2$s"}\
        """
                .formatted(key, id);
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
