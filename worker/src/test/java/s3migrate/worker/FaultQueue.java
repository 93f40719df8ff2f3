package s3migrate.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
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
        private final int number;
        private Instant visible;
        int receives;

        private Held(int number, String body, Instant sent, Instant visible) {
            id = "m" + number;
            this.number = number;
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
    private final Map<String, Held> held = new HashMap<>();

    /// Not visible when last looked at, by when they are.
    private final NavigableSet<Held> later =
            new TreeSet<>(
                    Comparator.<Held, Instant>comparing(message -> message.visible)
                            .thenComparingInt(message -> message.number));

    /// Visible, in the order in which they became so, as long as nothing is unruly.
    private final List<Held> ready = new ArrayList<>();

    private final List<DeadLetter> dead = new ArrayList<>();
    private int numbers;

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
            var message = new Held(numbers++, body, now, now.plus(delay).plus(late));
            held.put(message.id, message);
            later.add(message);
        }
    }

    /// The next message that is visible, after a wait if need be; empty if there is none left.
    Optional<Held> receive() {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        becomeReady();
        if (ready.isEmpty()) {
            time.pass(Duration.between(time.instant(), later.first().visible));
            becomeReady();
        }
        var message = unruly.map(this::anyReady).orElseGet(ready::removeFirst);
        message.receives++;
        hide(message, time.instant().plus(INVISIBLE));
        return Optional.of(message);
    }

    private void becomeReady() {
        while (!later.isEmpty() && !later.first().visible.isAfter(time.instant())) {
            ready.add(later.removeFirst());
        }
    }

    private Held anyReady(Random random) {
        Collections.swap(ready, random.nextInt(ready.size()), ready.size() - 1);
        return ready.removeLast();
    }

    /// One that is neither ready nor later.
    private void hide(Held message, Instant until) {
        message.visible = until;
        later.add(message);
    }

    private void takeOut(Held message) {
        if (!later.remove(message)) {
            ready.remove(message);
        }
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
    public void send(RunRequest.Go next, Duration after) {
        add(RunMessages.encode(next), after);
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
        Optional.ofNullable(held.remove(message.id())).ifPresent(this::takeOut);
    }

    @Override
    public void changeVisibility(ReceivedMessage message, Duration fromNow) {
        Optional.ofNullable(held.get(message.id()))
                .filter(one -> message.receipt().equals("r" + one.receives))
                .ifPresent(one -> {
                    takeOut(one);
                    hide(one, time.instant().plus(fromNow));
                });
    }

    @Override
    public void deadLetter(ReceivedMessage message, DeadLetter reason) {
        dead.add(reason);
    }
}
