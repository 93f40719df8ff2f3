package s3migrate.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import s3migrate.job.DeadLetter;
import s3migrate.job.JobQueue;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.run.RunMessages;
import s3migrate.run.RunQueue;
import s3migrate.run.RunRequest;
import s3migrate.time.ManualTime;

/// One queue for everything, as SQS keeps it: what is received is invisible for a while, and comes
/// again unless it is deleted. An unruly one doubles, delays and reorders.
final class FaultQueue implements JobQueue, RunQueue {

    private static final Duration INVISIBLE = Duration.ofMinutes(16);

    /// A message as it waits.
    static final class Held {
        final String id;
        final String body;
        final Instant sent;
        Instant visible;
        int receives;

        private Held(String id, String body, Instant sent, Instant visible) {
            this.id = id;
            this.body = body;
            this.sent = sent;
            this.visible = visible;
        }

        ReceivedMessage received() {
            return new ReceivedMessage(Bench.QUEUE, id, "r" + receives, body);
        }
    }

    private final ManualTime time;
    private final Optional<Random> unruly;
    private final List<Held> held = new ArrayList<>();
    private final List<DeadLetter> dead = new ArrayList<>();
    private int ids;

    /// @param unruly what doubles, delays and reorders; empty: nothing does
    FaultQueue(ManualTime time, Optional<Random> unruly) {
        this.time = time;
        this.unruly = unruly;
    }

    void add(String body) {
        add(body, Duration.ZERO);
    }

    private void add(String body, Duration delay) {
        int copies = unruly.map(random -> 1 + random.nextInt(2)).orElse(1);
        for (int i = 0; i < copies; i++) {
            var late =
                    unruly.map(random -> Duration.ofSeconds(random.nextInt(300)))
                            .orElse(Duration.ZERO);
            var now = time.instant();
            held.add(new Held("m" + ids++, body, now, now.plus(delay).plus(late)));
        }
    }

    /// The next message that is visible, after a wait if need be; empty if there is none left.
    Optional<Held> receive() {
        var next = held.stream().min(Comparator.comparing(message -> message.visible));
        next.filter(message -> message.visible.isAfter(time.instant()))
                .ifPresent(message -> time.pass(Duration.between(time.instant(), message.visible)));
        var now = time.instant();
        var visible = held.stream().filter(message -> !message.visible.isAfter(now)).toList();
        var chosen =
                unruly.filter(_ -> !visible.isEmpty())
                        .map(random -> visible.get(random.nextInt(visible.size())))
                        .or(() -> next);
        chosen.ifPresent(message -> {
            message.receives++;
            message.visible = now.plus(INVISIBLE);
        });
        return chosen;
    }

    List<DeadLetter> dead() {
        return List.copyOf(dead);
    }

    /// How many wait.
    int size() {
        return held.size();
    }

    @Override
    public void send(List<? extends Message.Ours> messages, Duration delay) {
        messages.forEach(message -> add(Messages.encode(message), delay));
    }

    @Override
    public void send(RunRequest.Go next) {
        add(RunMessages.encode(next));
    }

    @Override
    public void send(RunRequest.Check next, Duration after) {
        add(RunMessages.encode(next), after);
    }

    @Override
    public int maxBatchBytes() {
        return 262_144 - DeadLetter.MAX_BYTES;
    }

    @Override
    public void delete(ReceivedMessage message) {
        held.removeIf(one -> one.id.equals(message.id()));
    }

    @Override
    public void changeVisibility(ReceivedMessage message, Duration fromNow) {
        held.stream()
                .filter(one -> one.id.equals(message.id()))
                .filter(one -> message.receipt().equals("r" + one.receives))
                .forEach(one -> one.visible = time.instant().plus(fromNow));
    }

    @Override
    public void deadLetter(ReceivedMessage message, DeadLetter reason) {
        dead.add(reason);
    }
}
