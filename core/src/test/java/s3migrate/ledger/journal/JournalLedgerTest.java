package s3migrate.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.OddKeys;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerContract;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerEntry.State;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.time.ManualTime;

final class JournalLedgerTest implements LedgerContract {

    private final ManualTime time = new ManualTime(NOW);

    @TempDir Path directory;
    private JournalLedger ledger;

    @BeforeEach
    void open() {
        ledger = JournalLedger.open(directory, time);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    /// An entry without an upload is not kept: what is done, the buckets tell.
    @Override
    public void forgetsWhatTheNextEntryDoesNotHold() {
        var full = LedgerContract.full(KEY, State.COPYING);
        ledger.replace(Optional.empty(), full);
        var bare = LedgerContract.bare(KEY, State.COPYING, full.generation() + 1);
        assertThat(ledger.replace(Optional.of(full), bare)).isTrue();
        assertThat(ledger.find(KEY)).hasValue(bare);
        var done = LedgerContract.bare(KEY, State.DONE, full.generation() + 2);
        assertThat(ledger.replace(Optional.of(bare), done)).isTrue();
        assertThat(ledger.find(KEY)).isEmpty();
    }

    @Test
    void leavesNoFileOfAnEntryThatIsClosed() throws IOException {
        var intent = LedgerContract.intent(KEY, "worker-1");
        ledger.replace(Optional.empty(), intent);
        assertThat(files()).hasSize(2);
        ledger.replace(Optional.of(intent), intent.closed(NOW));
        assertThat(files()).containsExactly("lock");
        ledger.replace(Optional.empty(), LedgerEntry.unheld(KEY, SOURCE, NOW).failed("no", NOW));
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void refusesAWriterOfAnEntryThatWasClosedAndBegunAgain() {
        var first = LedgerContract.intent(KEY, "worker-1");
        ledger.replace(Optional.empty(), first);
        ledger.replace(Optional.of(first), first.closed(NOW));
        var second = LedgerContract.intent(KEY, "worker-2");
        ledger.replace(Optional.empty(), second);
        assertThat(ledger.replace(Optional.of(first), first.closed(NOW))).isFalse();
        assertThat(ledger.find(KEY)).hasValue(second);
    }

    @Test
    void findsEverythingAgainReleased() {
        var full = LedgerContract.full(KEY, State.COPYING);
        ledger.replace(Optional.empty(), full);
        ledger.close();
        time.pass(Duration.ofSeconds(1));
        ledger = JournalLedger.open(directory, time);
        assertThat(ledger.entries()).containsExactly(full.released(NOW.plusSeconds(1)));
        assertThat(ledger.find(KEY)).hasValue(full.released(NOW.plusSeconds(1)));
    }

    @Test
    void findsOddKeysAgain() throws IOException {
        for (String key : OddKeys.ALL) {
            var location = new ObjectLocation("destination", key);
            ledger.replace(Optional.empty(), LedgerContract.intent(location, key));
        }
        for (String file : files()) {
            assertThat(Files.readString(directory.resolve(file))).matches("[\\x20-\\x7f]*");
        }
        ledger.close();
        ledger = JournalLedger.open(directory, time);
        assertThat(ledger.entries())
                .extracting(entry -> entry.destination().key())
                .containsExactlyInAnyOrderElementsOf(OddKeys.ALL);
    }

    @Test
    void takesNoNoticeOfAFileThatWasNotFinished() throws IOException {
        ledger.close();
        Files.writeString(directory.resolve("0123.json.tmp"), "{\"v\":1,\"desti");
        ledger = JournalLedger.open(directory, time);
        assertThat(ledger.entries()).isEmpty();
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void keepsTheFormerEntryIfTheNextCannotBeWritten() throws IOException {
        var seen = LedgerContract.intent(KEY, "worker-1");
        ledger.replace(Optional.empty(), seen);
        var file = directory.resolve(only(".json"));
        var inTheWay = Files.createDirectory(directory.resolve(file.getFileName() + ".tmp"));
        assertThatThrownBy(() -> ledger.replace(Optional.of(seen), LedgerContract.next(seen)))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "write %s: java.io.FileNotFoundException: %s (Is a directory)",
                        file, inTheWay);
        assertThat(ledger.find(KEY)).hasValue(seen);
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        assertThatThrownBy(() -> JournalLedger.open(directory, time))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "state directory %s is in use by process %d: accepted is one at a time",
                        directory, ProcessHandle.current().pid());
    }

    @Test
    void refusesWhatItDidNotWrite() throws IOException {
        ledger.replace(Optional.empty(), LedgerContract.intent(KEY, "worker-1"));
        ledger.close();
        var file = directory.resolve(only(".json"));
        String written = Files.readString(file);
        for (var wrong :
                List.of(
                        List.of("", "v is no whole number"),
                        List.of("{", "not JSON"),
                        List.of("{}", "v is no whole number"),
                        List.of(written.replace("\"v\":1", "\"v\":2"), "version 2: accepted is 1"),
                        List.of(
                                written.replace("COPYING", "GONE"),
                                "No enum constant s3migrate.ledger.LedgerEntry.State.GONE"),
                        List.of(
                                written.replace("\"generation\":1", "\"generation\":\"1\""),
                                "generation is no whole number"),
                        List.of(
                                written.replace(".678Z", ""),
                                "Text '2026-01-02T03:05:05' could not be parsed at index 19"))) {
            Files.writeString(file, wrong.getFirst());
            assertThatThrownBy(() -> JournalLedger.open(directory, time))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(
                            "read %s: not an entry of this journal (%s): delete it, and its object is copied from the start",
                            file, wrong.getLast());
        }
        Files.writeString(file, written);
        ledger = JournalLedger.open(directory, time);
        assertThat(ledger.entries()).hasSize(1);
    }

    private String only(String ending) throws IOException {
        return files().stream().filter(name -> name.endsWith(ending)).findFirst().orElseThrow();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
