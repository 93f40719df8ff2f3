package s3migrate.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import s3migrate.sandbox.dynamodb.AttributeValue;
import s3migrate.sandbox.dynamodb.DynamoDbServer;

/// The final table: what the ledger, the host and the audit say.
record DemoReport(
        int found,
        int failed,
        Duration elapsed,
        Map<String, Integer> evidence,
        HostLog.Counts host,
        Audit.Result audit) {

    private static final double MIB = 1 << 20;

    /// Counts the ledger's finished copies by what proved them.
    static Map<String, Integer> evidence(DynamoDbServer tables) {
        var counts = new TreeMap<String, Integer>();
        for (var item : tables.items(SandboxAws.TABLE).values()) {
            if (text(item, "state").equals("DONE")) {
                counts.merge(text(item, "evidence"), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.get(attribute) instanceof AttributeValue.S(var value) ? value : "";
    }

    boolean allEqual() {
        return audit.equal() == found && audit.differences().isEmpty() && failed == 0;
    }

    void print(PrintStream out) {
        int copied = evidence.values().stream().mapToInt(Integer::intValue).sum();
        out.println();
        row(out, "found", "%,d objects, %.1f MiB".formatted(found, audit.bytes() / MIB));
        row(out, "copied", "%,d in %.1f s".formatted(copied, elapsed.toMillis() / 1000.0));
        row(out, "failed", "%,d".formatted(failed));
        evidence.forEach(
                (kind, count) -> row(out, "proved by " + named(kind), "%,d".formatted(count)));
        row(
                out,
                "worker",
                "%d invocations, %d cold starts, %d killed, %d parts resumed"
                        .formatted(
                                host.invocations(),
                                host.coldStarts(),
                                host.kills(),
                                host.resumedParts()));
        host.tls().ifPresent(tls -> row(out, "TLS by", tls));
        row(
                out,
                "compared",
                "%,d of %,d equal: every key, byte, header and tag"
                        .formatted(audit.equal(), found));
        audit.differences().stream().limit(20).forEach(text -> out.println("  differs: " + text));
        host.errors().stream()
                .distinct()
                .limit(20)
                .forEach(text -> out.println("  error:   " + text));
        out.println();
        out.println(allEqual() ? "All equal." : "NOT all equal.");
    }

    private static void row(PrintStream out, String name, String value) {
        out.println("  %-26s %s".formatted(name, value));
    }

    private static String named(String evidence) {
        return switch (evidence) {
            case "CHECKSUM" -> "the source's checksum";
            case "OWN_CHECKSUM" -> "our own checksum";
            case "ETAG" -> "equal ETags";
            default -> "size only";
        };
    }
}
