package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectLocation;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.Totals;
import s3migrate.time.ManualTime;

/// What is seen of a sync while it goes on.
class SyncProgressTest {

    private static final long MIB = 1 << 20;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTime time = new ManualTime();
    private final Failures failures = new Failures();
    private final Tallies tallies = new Tallies(failures, time);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aLargeObjectHasALineOfItsOwnWithWhatIsLeftOfIt() {
        var large = new ObjectLocation("from", "films/large\u001b[2J.mov");
        tallies.large().planned(large, 100 * MIB, 10, 5);
        time.pass(Duration.ofSeconds(10));
        tallies.large().copied(large, 20 * MIB);
        var progress = progress(false, true);

        progress.show(SECOND);

        assertThat(err.toString().lines())
                .element(1)
                .asString()
                .contains("films/large?[2J.mov")
                .endsWith("70 % · 2.0 MiB/s · 15 s left");
        progress.show(SECOND);
        assertThat(err.toString())
                .as("the former lines are replaced")
                .contains("\u001b[2A\u001b[J");
        tallies.large().ended(large);
        assertThat(tallies.large().rows()).isEmpty();
    }

    /// A line that took two rows would leave one behind.
    @Test
    void aTerminalThatIsTooNarrowCutsTheLines() {
        progress(false, true).show(SECOND);

        assertThat(err.toString()).startsWith("\u001b[?7l  0 found").endsWith("\u001b[?7h");
    }

    @Test
    void theLinesFitATerminal() {
        var large = new ObjectLocation("from", "films/" + "long".repeat(20));
        tallies.large().planned(large, 50L << 40, 10_000, 0);
        time.pass(Duration.ofSeconds(10));
        tallies.large().copied(large, 1_000 * MIB);
        tallies.advanced(new Totals(Map.of(Finding.SENT, new Amount(120_000, 1L << 40))));

        progress(false, true).show(SECOND);

        assertThat(err.toString().replaceAll("\u001b\\[[^a-zA-Z]*[a-zA-Z]", "").lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    }

    @Test
    void nothingMovesTheCursorOfWhatIsPiped() {
        tallies.large().planned(new ObjectLocation("from", "large"), 10 * MIB, 2, 0);

        var progress = progress(false, false);
        progress.show(SECOND);
        progress.show(SECOND);

        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString()).doesNotContain("\u001b", "\r");
    }

    @Test
    void programsGetObjectsOnStandardOutput() {
        failures.add(new Failures.Failure(new ObjectLocation("from", "a"), "AccessDenied", "no"));

        progress(true, false).show(SECOND);

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .isEqualToIgnoringNewLines(
                        "{\"progress\":\"copying\",\"found\":0,\"to_copy\":0,\"copied\":0,\"sent_bytes\":0,\"bytes_per_second\":0,\"failed\":1}");
    }

    private SyncProgress progress(boolean json, boolean live) {
        var shown = new PrintWriter(err);
        var output = new Output(new PrintWriter(out), shown, json, live, shown);
        return new SyncProgress(output, tallies, failures);
    }
}
