package s3migrate.transfer.evidence;

import java.util.Optional;

/// Keys of the reports bucket, as `docs/contracts.md` has them.
final class EvidencePaths {

    /// In place of the run, for batches of objects that no run found.
    private static final String NO_RUN = "events";

    private static final String REPORT = ".json";

    private EvidencePaths() {}

    /// What all evidence of a route begins with.
    static String of(String route) {
        return "evidence/%s/".formatted(route);
    }

    /// What the evidence of a run begins with.
    static String ofRun(String route, Optional<String> run) {
        return of(route) + run.orElse(NO_RUN) + "/";
    }

    /// The file of a message, or of another piece of work with a name of its own.
    static String file(String route, Optional<String> run, String name) {
        return ofRun(route, run) + name + ".jsonl.gz";
    }

    /// What the reports of a route begin with.
    static String reports(String route) {
        return "runs/%s/".formatted(route);
    }

    static String report(String route, String run) {
        return reports(route) + run + REPORT;
    }

    /// The run whose report is at a key below `reports`, if one is.
    static Optional<String> runOf(String route, String key) {
        return Optional.of(key)
                .filter(name -> name.endsWith(REPORT))
                .map(name ->
                        name.substring(reports(route).length(), name.length() - REPORT.length()));
    }
}
