package s3migrate.cli.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import s3migrate.cli.ExitCode;
import s3migrate.cli.policy.PolicyDocument;
import s3migrate.doctor.Grade;
import s3migrate.doctor.Observation;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;

/// What a doctor saw, for people: a line each with reason and remedy where it matters, in the end
/// the verdict, and what is to be allowed. Serves one thread.
class DoctorReport {

    private static final int SUBJECT = 26;
    private static final String INDENT = " ".repeat(SUBJECT + 9);

    final PrintWriter out;
    private final List<Observation> seen = new ArrayList<>();

    DoctorReport(PrintWriter out) {
        this.out = out;
    }

    /// Takes an observation, and prints it.
    final void add(Observation observation) {
        seen.add(observation);
        print(observation);
    }

    void print(Observation observation) {
        out.printf(
                "  %-5s %-" + SUBJECT + "s %s%n",
                mark(observation.grade()),
                observation.subject(),
                observation.what());
        if (!observation.why().isEmpty()) {
            out.println(INDENT + "why: " + observation.why());
        }
        if (!observation.remedy().isEmpty()) {
            out.println(INDENT + "do:  " + observation.remedy());
        }
    }

    private static String mark(Grade grade) {
        return switch (grade) {
            case OK, NOTE -> grade.text();
            case WARN, FAULT -> grade.name();
        };
    }

    /// Prints the verdict.
    ///
    /// @return the exit code
    final int end() {
        printVerdict();
        return isReady() ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    void printVerdict() {
        for (var side : Side.values()) {
            printPolicy(side, missing(side, Grade.WARN), "what is missing");
            printPolicy(side, missing(side, Grade.NOTE), "what would let this command see more");
        }
        out.println();
        out.println(
                isReady()
                        ? "ready" + count(Grade.WARN, ", with %d %s", "warning", "warnings")
                        : "not ready:"
                                + count(Grade.FAULT, " %d %s", "fault", "faults")
                                + count(Grade.WARN, ", %d %s", "warning", "warnings"));
    }

    private void printPolicy(Side side, List<Permission> missing, String what) {
        if (!missing.isEmpty()) {
            String does = side == Side.SOURCE ? "reads the source" : "writes the destination";
            out.printf("%n# %s, as IAM policy of whoever %s%n", what, does);
            out.println(PolicyDocument.ofIdentity(missing));
        }
    }

    private String count(Grade grade, String text, String one, String several) {
        long count = of(grade);
        return count == 0 ? "" : text.formatted(count, count == 1 ? one : several);
    }

    final boolean isReady() {
        return of(Grade.FAULT) == 0;
    }

    final long of(Grade grade) {
        return seen.stream().filter(one -> one.grade() == grade).count();
    }

    /// What is to be allowed, a statement for each set of resources; of `NOTE` what only a look
    /// needs, of anything else what the route needs.
    final List<Permission> missing(Side side, Grade grade) {
        var byResources = new LinkedHashMap<List<String>, Set<String>>();
        seen.stream()
                .filter(one -> (one.grade() == Grade.NOTE) == (grade == Grade.NOTE))
                .flatMap(one -> one.missing().stream())
                .filter(permission -> permission.side() == side)
                .forEach(permission ->
                        byResources
                                .computeIfAbsent(permission.resources(), _ -> new LinkedHashSet<>())
                                .addAll(permission.actions()));
        return byResources.entrySet().stream()
                .map(one -> new Permission(side, List.copyOf(one.getValue()), one.getKey()))
                .toList();
    }
}
