package s3migrate.transfer.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;
import s3migrate.transfer.InParallel;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;

class EvidenceFileTest {

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("evidence.jsonl");
    }

    @Test
    void growsRunByRun() {
        write(Lines.copied("a", 7));
        write(Lines.failed("b", "no"));
        assertThat(copied()).isEqualTo(new EvidenceTotals.Amount(1, 7));
        assertThat(EvidenceFile.totals(file).of(Outcome.FAILED).objects()).isEqualTo(1);
    }

    @Test
    void aLineIsThereOnceItIsAdded() {
        try (var evidence = EvidenceFile.append(file)) {
            evidence.add(Lines.copied("a", 7));
            assertThat(copied().objects()).isEqualTo(1);
        }
    }

    @Test
    void aTornLastLineCountsForNothingAndSpoilsNoOther() throws IOException {
        write(Lines.copied("a", 7));
        String whole = Files.readString(file);
        for (int cut = 1; cut < whole.length(); cut++) {
            Files.writeString(file, whole + whole.substring(0, cut));
            assertThat(copied().objects()).isEqualTo(1);
            write(Lines.copied("b", 7));
            assertThat(copied().objects()).isEqualTo(2);
        }
    }

    @Test
    void aFirstLineThatIsTornIsNone() throws IOException {
        Files.writeString(file, "{\"route\":");
        assertThat(copied().objects()).isZero();
        write(Lines.copied("a", 7));
        assertThat(copied().objects()).isEqualTo(1);
    }

    @Test
    void linesOfManyThreadsStayWhole() throws InterruptedException {
        try (var evidence = EvidenceFile.append(file)) {
            var deadline = Deadline.never(new ManualTime());
            InParallel.map(
                    IntStream.range(0, 500).boxed().toList(),
                    16,
                    deadline,
                    i -> {
                        evidence.add(Lines.copied("key-" + i, 1));
                        return Optional.of(i);
                    });
        }
        assertThat(copied()).isEqualTo(new EvidenceTotals.Amount(500, 500));
    }

    @Test
    void aLineThatIsNoneIsNamed() throws IOException {
        write(Lines.copied("a", 7));
        Files.writeString(file, "{\"route\":\"r\"}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> EvidenceFile.totals(file))
                .isInstanceOf(EvidenceException.class)
                .hasMessage("read %s: line 2: key is no text", file);
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        var missing = directory.resolve("missing").resolve("evidence.jsonl");
        assertThatThrownBy(() -> EvidenceFile.append(missing))
                .isInstanceOf(EvidenceException.class)
                .hasMessage(
                        "open %s: java.io.FileNotFoundException: %s (No such file or directory)",
                        missing, missing);
    }

    private void write(EvidenceLine line) {
        try (var evidence = EvidenceFile.append(file)) {
            evidence.add(line);
        }
    }

    private EvidenceTotals.Amount copied() {
        return EvidenceFile.totals(file).of(Outcome.COPIED);
    }
}
