package s3migrate.route;

/// After how many failed attempts, beginnings anew, or invocations without one part more a job is a
/// failure.
public record JobCaps(int tries, int restarts, int idle) {

    static JobCaps read(SettingsReader env) {
        return new JobCaps(
                (int) env.wholeNumber("MaxJobTries", 30, 1, 1_000),
                (int) env.wholeNumber("MaxJobRestarts", 20, 1, 1_000),
                (int) env.wholeNumber("MaxJobIdle", 5, 1, 1_000));
    }
}
