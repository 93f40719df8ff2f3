package s3migrate.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Job queues that remember what was asked of them, as it would go over the wire. `failFromNowOn`
/// makes every further call fail. Serves many threads.
public final class MemoryJobQueue implements JobQueue {

    /// A message as it was sent.
    public record Sent(Message message, Duration delay) {}

    /// A change of visibility.
    public record Visibility(ReceivedMessage message, Duration fromNow) {}

    /// A copy in a dead-letter queue.
    public record Dead(ReceivedMessage message, DeadLetter reason) {}

    private static final int MAX_BATCH_BYTES = 262_144 - DeadLetter.MAX_BYTES;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Sent> sent = new ArrayList<>();
    private final List<ReceivedMessage> deleted = new ArrayList<>();
    private final List<Visibility> visibilities = new ArrayList<>();
    private final List<Dead> dead = new ArrayList<>();
    private volatile boolean failing;

    @Override
    public void send(List<? extends Message.Ours> messages, Duration delay) {
        messages.forEach(
                message -> note(sent, new Sent(Messages.decode(Messages.encode(message)), delay)));
    }

    @Override
    public int maxBatchBytes() {
        return MAX_BATCH_BYTES;
    }

    @Override
    public void delete(ReceivedMessage message) {
        note(deleted, message);
    }

    @Override
    public void changeVisibility(ReceivedMessage message, Duration fromNow) {
        note(visibilities, new Visibility(message, fromNow));
    }

    @Override
    public void deadLetter(ReceivedMessage message, DeadLetter reason) {
        note(dead, new Dead(message, reason));
    }

    public void failFromNowOn() {
        failing = true;
    }

    public List<Sent> sent() {
        return copy(sent);
    }

    public List<ReceivedMessage> deleted() {
        return copy(deleted);
    }

    public List<Visibility> visibilities() {
        return copy(visibilities);
    }

    public List<Dead> dead() {
        return copy(dead);
    }

    private <T> void note(List<T> list, T what) {
        if (failing) {
            throw new JobQueueException("ServiceUnavailable", "memory queue: told to fail");
        }
        lock.lock();
        try {
            list.add(what);
        } finally {
            lock.unlock();
        }
    }

    private <T> List<T> copy(List<T> list) {
        lock.lock();
        try {
            return List.copyOf(list);
        } finally {
            lock.unlock();
        }
    }
}
