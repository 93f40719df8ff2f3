package s3migrate.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.ledger.LedgerException;
import s3migrate.time.ManualTime;

/// A journal and a process that is killed while it writes.
class JournalKillTest {

    private static final int KILLS = 5;

    private final ManualTime time = new ManualTime();

    @TempDir Path directory;

    @Test
    void keepsEveryWriteThatReturnedAndNoHalfOfOneThatDidNot() throws Exception {
        var random = new Random();
        Map<Integer, Long> written = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int lines = random.nextInt(1, 300);
            written.putAll(killedAfter(lines));
            try (var ledger = JournalLedger.open(directory, time)) {
                assertThat(ledger.entries()).hasSizeBetween(written.size(), written.size() + 1);
                written.forEach((key, generation) -> {
                    // The write under way may have taken effect; opening adds one.
                    var found = ledger.find(JournalWriter.key(key)).orElseThrow().generation();
                    assertThat(found).isIn(generation + 1, generation + 2);
                });
            }
        }
    }

    @Test
    void isRefusedToASecondProcessAndFreeOnceTheFirstIsKilled() throws Exception {
        var process = start();
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("0 1 written");
            assertThatThrownBy(() -> JournalLedger.open(directory, time))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(
                            "state directory %s is in use by process %d: accepted is one at a time",
                            directory, process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }
        JournalLedger.open(directory, time).close();
    }

    /// The last generation of each key whose write returned.
    private Map<Integer, Long> killedAfter(int lines) throws IOException, InterruptedException {
        var process = start();
        var written = new HashMap<Integer, Long>();
        try (var out = process.inputReader()) {
            for (int i = 0; i < lines; i++) {
                note(out, written);
            }
            // Unlike the process itself, its handle leaves what was printed to be read.
            process.toHandle().destroyForcibly();
            while (note(out, written)) {}
        } finally {
            process.destroyForcibly().waitFor();
        }
        return written;
    }

    private static boolean note(BufferedReader out, Map<Integer, Long> written) throws IOException {
        var line = out.readLine();
        if (line == null || !line.endsWith(" written")) {
            return false;
        }
        var words = line.split(" ", 3);
        written.put(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        return true;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalWriter.class.getName(),
                        directory.toString())
                .redirectError(Redirect.INHERIT)
                .start();
    }
}
