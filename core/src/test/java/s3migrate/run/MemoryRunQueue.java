package s3migrate.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A runs queue that remembers what it was sent.
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
        checks.add(new Later(next, after));
    }

    List<Later> checks() {
        return List.copyOf(checks);
    }

    List<RunRequest.Go> sent() {
        return List.copyOf(sent);
    }
}
