package s3migrate.transfer.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ObjectLocation;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.ManualTime;
import s3migrate.transfer.order.Scenario.Trait;

/// One execution of a scenario: stores, ledger, queue and workers.
final class World implements AutoCloseable {

    static final int WORKERS = 2;
    static final Duration LEASE = Duration.ofMinutes(2);
    static final ObjectLocation SOURCE = new ObjectLocation("source", "key");
    static final ObjectLocation DESTINATION = new ObjectLocation("destination", "key");
    static final Job JOB =
            new Job(
                    "route",
                    SOURCE,
                    Optional.empty(),
                    DESTINATION,
                    OptionalLong.empty(),
                    Optional.empty(),
                    JobHistory.startingAt(Instant.EPOCH));

    final Scenario scenario;
    final ManualTime time = new ManualTime();
    final MemoryObjectStore source = new MemoryObjectStore(time, MemoryRules.SMALL_PARTS);
    final MemoryObjectStore destination =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS.withCompletesTwice(false))
                    .withBucket("destination");
    final MemoryLedger ledger = new MemoryLedger();
    final List<Message> messages = new ArrayList<>();
    final List<Worker> workers = new ArrayList<>();
    final List<LateCall> late = new ArrayList<>();
    private final Promises promises = new Promises(this);
    private int moved;
    private Scenario.Limits left;

    World(Scenario scenario) {
        this.scenario = scenario;
        left = scenario.limits();
        if (scenario.is(Trait.VERSIONED)) {
            source.withVersionedBucket("source");
        } else {
            source.withBucket("source");
        }
        if (!scenario.before().isEmpty()) {
            destination.write(DESTINATION, Scenario.content(scenario.before().charAt(0)));
        }
    }

    boolean sourceIsFinal() {
        return moved == scenario.history().length();
    }

    /// Whether the source ever held anything.
    boolean begun() {
        return moved > 0;
    }

    /// How much may still go wrong.
    Scenario.Limits left() {
        return left;
    }

    /// Makes one of the moves there are, and checks what must hold at any time.
    void make(Move move) {
        switch (move) {
            case Move.SourceMoves _ -> moveSource();
            case Move.Begin(int i) -> workers.add(new Worker(this, messages.get(i)));
            case Move.Again(int i) -> {
                left = left.lessTwice();
                var copy = messages.get(i).again();
                messages.add(copy);
                workers.add(new Worker(this, copy));
            }
            case Move.Step(int i) -> step(workers.get(i));
            case Move.Kill(int i, boolean lands) -> kill(workers.get(i), lands);
            case Move.Lose(int i) -> lose(workers.get(i));
            case Move.Land(int i) -> land(late.get(i));
            case Move.Fade(int i) -> end(late.get(i));
            case Move.Wait _ -> pass();
            case Move.Oversleep _ -> {
                left = left.lessExpiries();
                pass();
            }
            case Move.TimeUp(int i) -> {
                left = left.lessTimeouts();
                workers.get(i).timeIsUp();
            }
        }
        dismissEnded();
        promises.checkAlways();
        if (messages.isEmpty() && workers.isEmpty() && late.isEmpty()) {
            promises.checkAtRest();
        }
    }

    private void moveSource() {
        int letter = scenario.history().charAt(moved++);
        if (letter == '-') {
            source.delete(SOURCE);
        } else {
            source.write(SOURCE, Scenario.content(letter));
        }
        if (scenario.flaw() != Flaw.LOSES_A_HINT || moved != scenario.history().length()) {
            messages.add(hint());
        }
    }

    private Message hint() {
        return source.find(SOURCE)
                .filter(_ -> scenario.is(Trait.LISTED))
                .map(Message::listed)
                .orElseGet(Message::hint);
    }

    /// An upload that is created by a worker whose entry was taken meanwhile is his to abort: if he
    /// dies before that, it is left to the sweep.
    private void step(Worker worker) {
        boolean creates = worker.actor.call().kind() == Call.Kind.CREATE;
        boolean taken =
                ledger.find(DESTINATION)
                        .flatMap(LedgerEntry::lease)
                        .filter(lease -> worker.owns(lease.owner()))
                        .isEmpty();
        var open = promises.openUploads();
        worker.actor.resume(Actor.Verdict.GO);
        if (creates && taken) {
            promises.leaveToTheSweepSince(open);
        }
    }

    private void kill(Worker worker, boolean lands) {
        left = left.lessKills();
        if (lands) {
            left = left.lessLate();
            keepForLater(worker);
        }
        worker.actor.resume(Actor.Verdict.KILLED);
    }

    private void lose(Worker worker) {
        left = left.lessLost();
        keepForLater(worker);
        worker.actor.resume(Actor.Verdict.LOST);
    }

    private void keepForLater(Worker worker) {
        var call = new LateCall(worker.actor.call(), worker.actor.effect());
        late.add(call);
        if (call.call().kind().holdsItsMessageBack()) {
            worker.message.holdBack.add(call);
        }
    }

    private void land(LateCall call) {
        var open = promises.openUploads();
        call.effect().run();
        promises.leaveToTheSweepSince(open);
        end(call);
    }

    private void end(LateCall call) {
        late.remove(call);
        messages.forEach(message -> message.holdBack.remove(call));
    }

    private void pass() {
        time.pass(LEASE.plusSeconds(1));
        messages.forEach(message -> message.waits = false);
    }

    private void dismissEnded() {
        for (var worker : List.copyOf(workers)) {
            if (worker.actor.ended()) {
                workers.remove(worker);
                worker.message.readers--;
                worker.fault()
                        .ifPresent(fault -> {
                            throw Promises.broken("a worker ended with " + fault);
                        });
            }
        }
    }

    /// Equal fingerprints have the same future, up to the names of workers.
    long fingerprint() {
        var print = new Fingerprint();
        print.add(promises.toString())
                .add(moved)
                .add(left.hashCode())
                .add(time.instant().getEpochSecond());
        print.add(destination.state("destination"));
        print.add(ledger.find(DESTINATION).map(this::told).orElse(""));
        workers.stream().map(Worker::state).sorted().forEach(print::add);
        messages.stream().map(Message::toString).sorted().forEach(print::add);
        late.stream().map(LateCall::toString).sorted().forEach(print::add);
        return print.value();
    }

    private String told(LedgerEntry entry) {
        String owner =
                entry.lease()
                        .flatMap(lease ->
                                workers.stream()
                                        .filter(worker -> worker.owns(lease.owner()))
                                        .map(Worker::state)
                                        .findFirst())
                        .orElse("nobody here");
        return SteppedLedger.told(entry, "") + owner;
    }

    /// Ends the threads that still wait.
    @Override
    public void close() {
        workers.forEach(worker -> {
            if (!worker.actor.ended()) {
                worker.actor.resume(Actor.Verdict.KILLED);
            }
        });
    }
}
