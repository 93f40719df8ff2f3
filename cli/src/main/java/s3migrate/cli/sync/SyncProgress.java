package s3migrate.cli.sync;

import java.io.PrintWriter;
import java.time.Duration;
import s3migrate.run.Finding;
import s3migrate.time.Heartbeat;

/// Shows once a second how far a sync is, on a terminal only: what is piped gets the report alone.
final class SyncProgress {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final double MIB = 1 << 20;

    private final PrintWriter out;
    private final Tallies tallies;
    private final Failures failures;
    private long lastSent;
    private int width;

    SyncProgress(PrintWriter out, Tallies tallies, Failures failures) {
        this.out = out;
        this.tallies = tallies;
        this.failures = failures;
    }

    /// Shows until the answer is closed.
    Heartbeat.Running start(Heartbeat heartbeat) {
        var running = heartbeat.every(EVERY, this::show);
        return () -> {
            running.close();
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
        };
    }

    private void show() {
        var done = tallies.done();
        var found = tallies.found();
        String text =
                "  %,d found · %,d to copy · %,d copied · %.1f MiB sent · %.1f MiB/s · %,d failed"
                        .formatted(
                                found.found().objects(),
                                found.of(Finding.SENT).objects(),
                                done.copiedObjects(),
                                done.sentBytes() / MIB,
                                (done.sentBytes() - lastSent) / MIB,
                                failures.count());
        lastSent = done.sentBytes();
        out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        out.flush();
        width = text.length();
    }
}
