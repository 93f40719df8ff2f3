package s3migrate.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import s3migrate.job.JobQueueException;

/// A runs queue that remembers what it was sent, and refuses what SQS does.
final class MemoryRunQueue implements RunQueue {

    private final List<RunRequest.Go> sent = new ArrayList<>();
    private final List<Later> checks = new ArrayList<>();

    record Later(RunRequest.Check check, Duration after) {}

    @Override
    public void send(RunRequest.Go next) {
        sent.add(next);
    }

    @Override
    public void send(RunRequest.Check next, Duration after) {
        if (after.isNegative() || after.compareTo(Duration.ofMinutes(15)) > 0) {
            throw new JobQueueException(
                    "InvalidParameterValue", "DelaySeconds is out of 0 to 900: " + after);
        }
        checks.add(new Later(next, after));
    }

    List<Later> checks() {
        return List.copyOf(checks);
    }

    List<RunRequest.Go> sent() {
        return List.copyOf(sent);
    }
}
