package s3migrate.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import s3migrate.cli.options.Written;
import s3migrate.ledger.Evidence;

/// The final table: what the ledger, the dead letters, the host and the comparison say.
///
/// @param objects of the source, with `bytes` in all
/// @param byEvent those that came as events
/// @param byComparison those that the comparison handed over
/// @param copied objects that arrived, in the time `copying`
/// @param canBeKilled whether a kill could be shown
record DemoReport(
        int objects,
        long bytes,
        int byEvent,
        long byComparison,
        int copied,
        Duration copying,
        EvidenceCounts evidence,
        Optional<PlannedFailures> planned,
        FailureList failures,
        HostLog.Counts host,
        boolean canBeKilled,
        Audit.Result audit) {

    private static final int SHOWN = 20;

    /// Whether everything is equal, but for what was to fail.
    boolean isAsPlanned() {
        int expected = objects - (planned.isPresent() ? 1 : 0);
        return audit.equal() == expected
                && audit.differences().isEmpty()
                && evidence.total() == expected
                && failures.isAsPlanned(planned);
    }

    void print(PrintStream out) {
        out.println();
        row(
                out,
                "found",
                "%,d objects, %s: %,d by events, %,d by the comparison"
                        .formatted(objects, Written.bytes(bytes), byEvent, byComparison));
        row(out, "copied", "%,d in %s".formatted(copied, Written.time(copying)));
        row(out, "failed", "%,d%s".formatted(failures.failures().size(), plannedText()));
        printEvidence(out);
        printFunctions(out);
        row(
                out,
                "compared",
                "%,d of %,d equal in %s: keys, bytes, headers, metadata, tags"
                        .formatted(
                                audit.equal(),
                                audit.equal() + audit.different(),
                                Written.time(audit.time())));
        print(out, "Failed:", failures.failures().stream().map(DemoReport::text).toList());
        print(out, "Different:", audit.differences());
        print(out, "Errors on the way:", host.errors().stream().distinct().toList());
        out.println();
        out.println(verdict());
    }

    private String plannedText() {
        return planned.isPresent() && failures.isAsPlanned(planned) ? ", as planned" : "";
    }

    private void printEvidence(PrintStream out) {
        evidence.counts()
                .forEach((kind, count) ->
                        row(out, "proved", "%,d by %s".formatted(count, named(kind))));
        int unrecorded = copied - evidence.total();
        if (unrecorded > 0) {
            row(out, "proved", "%,d by nothing that is recorded".formatted(unrecorded));
        }
    }

    private void printFunctions(PrintStream out) {
        row(
                out,
                "worker",
                "%s, %s, %,d parts resumed%s"
                        .formatted(
                                text(host.worker()),
                                canBeKilled
                                        ? "%,d killed hard".formatted(host.kills())
                                        : "kills cannot be shown in one process",
                                host.resumedParts(),
                                host.timeouts() == 0
                                        ? ""
                                        : ", %,d out of time".formatted(host.timeouts())));
        row(out, "jobsender", text(host.jobsender()));
        host.tls().ifPresent(tls -> row(out, "TLS by", tls));
    }

    private static String text(HostLog.Invocations invocations) {
        return "%,d invocations, %,d cold".formatted(invocations.all(), invocations.coldStarts());
    }

    private static String text(FailureList.Failure failure) {
        return "%s: %s".formatted(failure.cause(), failure.reason());
    }

    private static String named(Evidence kind) {
        return switch (kind) {
            case CHECKSUM -> "the source's checksum";
            case OWN_CHECKSUM -> "our own checksum";
            case ETAG -> "equal ETags";
            case SIZE -> "size only";
        };
    }

    private String verdict() {
        if (!isAsPlanned()) {
            return "NOT as it should be.";
        }
        return planned.isEmpty()
                ? "All equal."
                : "2 failed, as planned: an object that nobody may read, and a message that nobody can do. All else is equal.";
    }

    private static void row(PrintStream out, String name, String value) {
        out.println("  %-10s %s".formatted(name, value));
    }

    private static void print(PrintStream out, String heading, Iterable<String> texts) {
        int shown = 0;
        for (String text : texts) {
            if (shown == 0) {
                out.println();
                out.println("  " + heading);
            }
            if (shown == SHOWN) {
                out.println("    ...");
                return;
            }
            out.println("    " + text);
            shown++;
        }
    }
}
