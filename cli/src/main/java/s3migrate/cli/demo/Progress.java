package s3migrate.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// One line on a terminal, renewed; a line every few seconds where the output is no terminal. One
/// thread.
final class Progress {

    private static final double MIB = 1 << 20;
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final PrintStream out;
    private final InstantSource clock;
    private final boolean terminal;
    private final Instant start;
    private Instant shown = Instant.MIN;
    private int width;

    Progress(PrintStream out, InstantSource clock, boolean terminal) {
        this.out = out;
        this.clock = clock;
        this.terminal = terminal;
        this.start = clock.instant();
    }

    /// How far the copying is.
    record State(
            int objects, int allObjects, long bytes, long allBytes, int invocations, int kills) {}

    void show(State state) {
        var now = clock.instant();
        if (!terminal
                && !shown.equals(Instant.MIN)
                && Duration.between(shown, now).compareTo(QUIET) < 0) {
            return;
        }
        shown = now;
        String text = text(state, Duration.between(start, now));
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            width = text.length();
        } else {
            out.println(text);
        }
        out.flush();
    }

    /// The last state stays on the screen.
    void end(State state) {
        shown = Instant.MIN;
        show(state);
        if (terminal) {
            out.println();
        }
    }

    private static String text(State state, Duration elapsed) {
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        double rate = state.bytes() / seconds;
        String left =
                rate < 1
                        ? "–"
                        : "%.0f s".formatted(Math.max(0, state.allBytes() - state.bytes()) / rate);
        return "  %,d of %,d objects · %.1f of %.1f MiB · %.1f MiB/s · %s left · %d invocations · %d killed"
                .formatted(
                        state.objects(),
                        state.allObjects(),
                        state.bytes() / MIB,
                        state.allBytes() / MIB,
                        rate / MIB,
                        left,
                        state.invocations(),
                        state.kills());
    }
}
