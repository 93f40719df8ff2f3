package s3migrate.cli.sync;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import s3migrate.cli.ExitCode;
import s3migrate.object.ObjectLocation;
import s3migrate.transfer.CopyWay;

/// What became of one object, for people or for programs.
record CopyReport(
        ObjectLocation from,
        ObjectLocation to,
        Tallies.Done done,
        Failures failures,
        CopyWay way,
        Duration elapsed)
        implements Report {

    private static final double MIB = 1 << 20;

    /// In lower case, as JSON has it.
    private enum Outcome {
        FAILED,
        COPIED,
        SOURCE_GONE,
        KEPT,
        ALREADY_THERE
    }

    @Override
    public int exitCode() {
        return failures.count() + done.gone() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    @Override
    public void print(PrintWriter out) {
        switch (outcome()) {
            case COPIED ->
                    out.printf(
                            "%s to %s: %.1f MiB in %.1f s, %s, proved by %s, %,d parts resumed%n",
                            from,
                            to,
                            done.copiedBytes() / MIB,
                            seconds(),
                            way.text(),
                            evidence(),
                            done.resumedParts());
            case FAILED -> FailureRows.print(failures, out);
            case SOURCE_GONE -> out.printf("%s is there no more%n", from);
            case KEPT -> out.printf("%s is there and differs, and was kept%n", to);
            case ALREADY_THERE -> out.printf("%s is there already, and equal%n", to);
        }
    }

    @Override
    public void printJson(PrintWriter out) {
        FailureRows.printJson(failures, out);
        var line = new LinkedHashMap<String, Object>();
        line.put("source", from.toString());
        line.put("destination", to.toString());
        line.put("outcome", outcome().name().toLowerCase(Locale.ROOT));
        if (done.copiedObjects() > 0) {
            line.put("bytes", done.copiedBytes());
            line.put("way", way instanceof CopyWay.ServerSide ? "server-side" : "streaming");
            line.put("evidence", evidence());
            line.put("resumed_parts", done.resumedParts());
        }
        line.put("seconds", seconds());
        out.println(JsonLines.of(line));
    }

    private Outcome outcome() {
        if (failures.count() > 0) {
            return Outcome.FAILED;
        }
        if (done.copiedObjects() > 0) {
            return Outcome.COPIED;
        }
        if (done.gone() > 0) {
            return Outcome.SOURCE_GONE;
        }
        if (done.kept() > 0) {
            return Outcome.KEPT;
        }
        if (done.present() > 0) {
            return Outcome.ALREADY_THERE;
        }
        throw new IllegalStateException("nothing is known of what became of " + from);
    }

    private String evidence() {
        return done.evidence().keySet().stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .findFirst()
                .orElse("nothing");
    }

    private double seconds() {
        return elapsed.toMillis() / 1000.0;
    }
}
