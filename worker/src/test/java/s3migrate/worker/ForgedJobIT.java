package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.ledger.LedgerEntry;
import s3migrate.sandbox.s3.store.ObjectProperties;

/// Messages of our own form that name a route which deletes, over real sockets: what whoever may
/// send to a queue can do with it.
class ForgedJobIT {

    private static final byte[] BYTES = {1, 2, 3};

    @TempDir Path directory;

    private SocketWorker worker;

    @BeforeEach
    void start() throws IOException {
        worker =
                new SocketWorker(
                        directory,
                        Map.of(),
                        ", \"copy\": \"stream\", \"des_prefix\": \"copies\", \"delete\": true");
        worker.server.put("backup", "else", BYTES, ObjectProperties.NONE);
        worker.server.put("backup", "copies/no-such-key", BYTES, ObjectProperties.NONE);
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void whatIsNotBelowTheRoutesDestinationIsNotDeleted() throws InterruptedException {
        refused(job("job", "no-such-key", "else", ", \"extra\": true, \"size\": 0"));

        assertThat(worker.copiedBytes("else")).isEqualTo(BYTES);
    }

    @Test
    void noCopyOfAnotherKeyIsDeleted() throws InterruptedException {
        worker.write("a", BYTES);
        worker.settle(job("job", "a", "copies/a", ""));

        refused(job("job", "no-such-key", "copies/a", ", \"extra\": true, \"size\": 0"));

        assertThat(worker.copiedBytes("copies/a")).isEqualTo(BYTES);
    }

    @Test
    void nothingIsWrittenWhereTheRouteWouldNot() throws InterruptedException {
        worker.write("a", new byte[] {4});

        refused(job("continuation", "a", "else", ", \"generation\": 1"));

        assertThat(worker.copiedBytes("else")).isEqualTo(BYTES);
    }

    @Test
    void whatTheRouteWouldDeleteIs() throws InterruptedException {
        worker.settle(
                job("job", "no-such-key", "copies/no-such-key", ", \"extra\": true, \"size\": 0"));

        assertThat(worker.copy("copies/no-such-key")).isEmpty();
    }

    /// It may be of a route that this worker does not know yet; after that it is a failure.
    private void refused(String message) throws InterruptedException {
        assertThat(worker.receive(message, 1)).isFalse();
        assertThat(worker.queue.dead()).isEmpty();

        assertThat(worker.receive(message, 2)).isTrue();

        assertThat(worker.queue.dead())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.reason().cause()).isEqualTo("RouteChanged");
                    assertThat(letter.reason().reason())
                            .contains("would not put it there; the next comparison");
                });
        var key = message.replaceAll(".*\"des_key\": \"([^\"]*)\".*", "$1");
        assertThat(worker.entry(key)).map(LedgerEntry::state).contains(LedgerEntry.State.FAILED);
    }

    private String job(String type, String source, String destination, String fields) {
        return """
        {"v": 1, "type": "%s", "route": "%s", "src_bucket": "photos", "src_key": "%s", "des_bucket": "backup", "des_key": "%s", "first_seen": "2100-01-01T00:00:00Z"%s}\
        """
                .formatted(type, worker.route().name(), source, destination, fields);
    }
}
