package s3migrate.cli.sync;

import java.io.PrintWriter;
import java.util.LinkedHashMap;

/// Failures, for people by cause, for programs also one by one.
final class FailureRows {

    private static final int SHOWN = 20;

    private FailureRows() {}

    static void print(Failures failures, PrintWriter out) {
        var groups = failures.groups();
        for (var group : groups.stream().limit(SHOWN).toList()) {
            out.printf("  %s × %,d%n", group.cause().what(), group.count());
            out.printf("    first  %s: %s%n", group.first().source(), group.first().reason());
            if (group.count() > 1) {
                out.printf("    last   %s%n", group.last().source());
            }
            if (!group.cause().advice().isEmpty()) {
                out.printf("    to do  %s%n", group.cause().advice());
            }
        }
        if (groups.size() > SHOWN) {
            out.printf("  … and %,d causes more; --json has them%n", groups.size() - SHOWN);
        }
    }

    /// Each of the first thousand objects, then each cause.
    static void printJson(Failures failures, PrintWriter out) {
        for (var failure : failures.kept()) {
            var line = new LinkedHashMap<String, Object>();
            line.put("failed", failure.source().toString());
            line.put("cause", failure.cause());
            line.put("reason", failure.reason());
            out.println(JsonLines.of(line));
        }
        for (var group : failures.groups()) {
            var line = new LinkedHashMap<String, Object>();
            line.put("cause", group.cause().what());
            line.put("objects", group.count());
            line.put("first", group.first().source().toString());
            line.put("last", group.last().source().toString());
            line.put("reason", group.first().reason());
            line.put("to_do", group.cause().advice());
            out.println(JsonLines.of(line));
        }
    }
}
