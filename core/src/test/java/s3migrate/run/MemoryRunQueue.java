package s3migrate.run;

import java.util.ArrayList;
import java.util.List;

/// A runs queue that remembers what it was sent.
final class MemoryRunQueue implements RunQueue {

    private final List<RunRequest.Go> sent = new ArrayList<>();

    @Override
    public void send(RunRequest.Go next) {
        sent.add(next);
    }

    List<RunRequest.Go> sent() {
        return List.copyOf(sent);
    }
}
