package s3migrate.cli.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import s3migrate.cli.options.Written;
import s3migrate.run.Finding;
import s3migrate.time.Heartbeat;

/// Shows how far a route is: on a terminal once a second, with a line for each large object, in
/// place; else a line now and then.
///
/// One thread shows. What is shown is never more than a few lines, whatever is under way.
final class SyncProgress {

    private static final Duration LIVE = Duration.ofSeconds(1);
    private static final Duration PLAIN = Duration.ofSeconds(15);
    private static final int LARGE_SHOWN = 6;
    private static final int NAME_CHARS = 32;

    /// DECAWM, the private mode of terminals that wraps lines.
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final double MIB = 1 << 20;

    private final Output output;
    private final Tallies tallies;
    private final Failures failures;
    private long lastSent;
    private int lines;

    SyncProgress(Output output, Tallies tallies, Failures failures) {
        this.output = output;
        this.tallies = tallies;
        this.failures = failures;
    }

    /// Shows until the answer is closed.
    Heartbeat.Running start(Heartbeat heartbeat) {
        var every = output.live() ? LIVE : PLAIN;
        var running = heartbeat.every(every, () -> show(every));
        return () -> {
            running.close();
            clear();
        };
    }

    /// Once.
    void show(Duration since) {
        var sent = tallies.done().sentBytes();
        double rate = (sent - lastSent) * 1000.0 / since.toMillis();
        lastSent = sent;
        if (output.json()) {
            output.out().println(JsonLines.of(json(rate)));
            output.out().flush();
        } else if (output.live()) {
            renew(live(rate));
        } else {
            print(summary(rate));
        }
    }

    /// Each line takes one row: what a narrow terminal has no room for is cut, not wrapped.
    private void renew(List<String> text) {
        clear();
        move(NO_WRAP);
        print(String.join(System.lineSeparator(), text));
        move(WRAP);
        lines = text.size();
    }

    private void clear() {
        if (lines > 0) {
            // Moves up so many lines, and clears from there on (ECMA-48).
            move("\u001b[%dA\u001b[J".formatted(lines));
            lines = 0;
        }
    }

    private void print(String text) {
        output.err().println(text);
        output.err().flush();
    }

    private void move(String sequence) {
        output.cursor().print(sequence);
        output.cursor().flush();
    }

    private List<String> live(double rate) {
        var text = new ArrayList<>(List.of(summary(rate)));
        var large = tallies.large().rows();
        large.stream().limit(LARGE_SHOWN).map(SyncProgress::line).forEach(text::add);
        if (large.size() > LARGE_SHOWN) {
            text.add("    … and %,d large objects more".formatted(large.size() - LARGE_SHOWN));
        }
        return text;
    }

    private String summary(double rate) {
        var done = tallies.done();
        var found = tallies.found();
        return "  %,d found · %,d to copy · %,d copied · %,d failed · %s · %s/s"
                .formatted(
                        found.found().objects(),
                        found.of(Finding.SENT).objects(),
                        done.copiedObjects(),
                        failures.count(),
                        Written.bytes(done.sentBytes()),
                        Written.bytes((long) rate));
    }

    private static String line(LargeCopies.Row row) {
        return "    %-32s %3.0f %% · %.1f MiB/s · %s left"
                .formatted(
                        shortened(row.source().key()),
                        Math.floor(row.done() * 100),
                        row.bytesPerSecond() / MIB,
                        row.left().map(SyncProgress::text).orElse("?"));
    }

    /// The end of a key says more than its folders. What moves a cursor is not printed.
    private static String shortened(String key) {
        String plain = key.replaceAll("\\p{Cntrl}", "?");
        int from = Math.max(0, plain.length() - NAME_CHARS + 1);
        return from == 0 ? plain : "…" + plain.substring(from);
    }

    private static String text(Duration left) {
        return left.toHours() > 0
                ? "%d h %d min".formatted(left.toHours(), left.toMinutesPart())
                : left.toMinutes() > 0
                        ? "%d min %d s".formatted(left.toMinutes(), left.toSecondsPart())
                        : "%d s".formatted(left.toSeconds());
    }

    private Map<String, Object> json(double rate) {
        var done = tallies.done();
        var line = new LinkedHashMap<String, Object>();
        line.put("progress", "copying");
        line.put("found", tallies.found().found().objects());
        line.put("to_copy", tallies.found().of(Finding.SENT).objects());
        line.put("copied", done.copiedObjects());
        line.put("sent_bytes", done.sentBytes());
        line.put("bytes_per_second", (long) rate);
        line.put("failed", failures.count());
        return line;
    }
}
