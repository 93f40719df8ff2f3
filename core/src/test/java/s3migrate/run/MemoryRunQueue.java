package s3migrate.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import s3migrate.job.JobQueueException;

/// A runs queue that remembers what it was sent, and refuses what SQS does.
final class MemoryRunQueue implements RunQueue {

    private final List<RunRequest.Go> sent = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private final List<Later> checks = new ArrayList<>();

    record Later(RunRequest.Check check, Duration after) {}

    @Override
    public void send(RunRequest.Go next, Duration after) {
        refuseUnlessLegal(after);
        sent.add(next);
        delays.add(after);
    }

    @Override
    public void send(RunRequest.Check next, Duration after) {
        refuseUnlessLegal(after);
        checks.add(new Later(next, after));
    }

    private static void refuseUnlessLegal(Duration after) {
        if (after.isNegative() || after.compareTo(Duration.ofMinutes(15)) > 0) {
            throw new JobQueueException(
                    "InvalidParameterValue", "DelaySeconds is out of 0 to 900: " + after);
        }
    }

    List<Later> checks() {
        return List.copyOf(checks);
    }

    /// Of all that was sent to go on.
    List<Duration> delays() {
        return List.copyOf(delays);
    }

    List<RunRequest.Go> sent() {
        return List.copyOf(sent);
    }
}
