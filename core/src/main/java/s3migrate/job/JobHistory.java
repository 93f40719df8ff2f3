package s3migrate.job;

import java.time.Instant;

/// What happened to a job so far, carried in its messages because a queue's receive count starts
/// anew with each of them.
///
/// `tries` counts failed attempts, `restarts` beginnings anew because the source changed, `idle`
/// invocations in a row that ended without one part more.
public record JobHistory(Instant firstSeen, int tries, int restarts, int idle) {

    /// A job nobody has worked on.
    public static JobHistory startingAt(Instant firstSeen) {
        return new JobHistory(firstSeen, 0, 0, 0);
    }

    /// As old as its message, if it says that it was seen after that was sent: a time to come would
    /// keep it young for ever.
    public JobHistory noLaterThan(Instant sent) {
        return firstSeen.isAfter(sent) ? new JobHistory(sent, tries, restarts, idle) : this;
    }

    /// One more failed attempt.
    public JobHistory failedOnce() {
        return new JobHistory(firstSeen, tries + 1, restarts, idle);
    }

    /// So many more beginnings anew.
    public JobHistory restarted(int more) {
        return new JobHistory(firstSeen, tries, restarts + more, idle);
    }

    /// One more invocation, which got further or did not.
    public JobHistory invoked(boolean progressed) {
        return new JobHistory(firstSeen, tries, restarts, progressed ? 0 : idle + 1);
    }
}
