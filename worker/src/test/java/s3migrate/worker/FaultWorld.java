package s3migrate.worker;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.JobQueueException;
import s3migrate.job.Listed;
import s3migrate.job.Message;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryDeleteLedger;
import s3migrate.ledger.MemoryLedger;
import s3migrate.ledger.MemoryRouteLedger;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Route;
import s3migrate.route.Routes;
import s3migrate.route.RoutesReader;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.ManualTime;

/// A deployment in memory, what its source held and when, and what must be true of it whatever goes
/// wrong. One thread drives it.
final class FaultWorld {

    /// The source changes when so many calls were made.
    private static final int CHANGES_AT = 6;

    /// Of messages for each key: more than any orderly end takes.
    private static final int MOST_DELIVERIES = 400;

    final FaultScenario scenario;
    final ManualTime time = new ManualTime();
    final MemoryObjectStore buckets;
    final MemoryLedger ledger = new MemoryLedger();
    final MemoryRunLedger runs = new MemoryRunLedger();
    final MemoryRouteLedger routes = new MemoryRouteLedger();
    final MemoryDeleteLedger deletes = new MemoryDeleteLedger();
    final FaultQueue queue;
    final RemoteCalls calls;
    final Route route;

    /// What each key has held, from the copy there was at the start on; empty where it was gone.
    private final Map<String, List<Optional<byte[]>>> history = new TreeMap<>();

    /// The state of its source that each copy was seen in last.
    private final Map<String, Integer> reached = new HashMap<>();

    private final Set<String> unseen = new TreeSet<>();
    private final List<FaultProcess> processes = new ArrayList<>();
    private Duration callsTake = Duration.ZERO;
    private Optional<Runnable> change = Optional.empty();

    /// What a scenario does while these calls go wrong.
    FaultWorld(FaultScenario scenario, List<RemoteCalls.Placed> placed, Optional<Random> unruly) {
        this(scenario, RemoteCalls.only(placed), unruly);
        scenario.start(this);
    }

    /// A deployment with nothing to do yet.
    ///
    /// @param faults what becomes of a call, by its number
    /// @param unruly what doubles, delays and reorders messages; empty: nothing does
    FaultWorld(
            FaultScenario scenario,
            IntFunction<Optional<FaultKind>> faults,
            Optional<Random> unruly) {
        this.scenario = scenario;
        var empty = new MemoryObjectStore(time, MemoryRules.SMALL_PARTS).withBucket("reports");
        buckets =
                scenario.versioned()
                        ? empty.withVersionedBucket("photos").withVersionedBucket("backup")
                        : empty.withBucket("photos").withBucket("backup");
        buckets.tell("backup", unseen::add);
        queue = new FaultQueue(time, unruly);
        calls = new RemoteCalls(faults, this::look);
        route =
                new RoutesReader(
                                file -> {
                                    throw new AssertionError(file);
                                })
                        .read(
                                """
                                [{%s "name": "r", "src_bucket": "photos", "des_bucket": "backup", "des_prefix": "copies"}]\
                                """
                                        .formatted(scenario.options()),
                                Optional.empty())
                        .all()
                        .getFirst();
    }

    /// From now on each call takes so long.
    void callsTake(Duration time) {
        callsTake = time;
    }

    Routes routed() {
        return new Routes(List.of(route), Optional.empty());
    }

    /// A copy from before the beginning.
    void startsAs(String key, int size) {
        var bytes = Bench.bytes(size);
        buckets.write(Bench.copy(key), bytes);
        held(key).add(Optional.of(bytes));
        reached.put(key, 0);
    }

    void write(String key, int size) {
        time.pass(Duration.ofSeconds(1));
        write(key, Bench.bytes(size));
    }

    void write(String key, byte[] bytes) {
        buckets.write(new ObjectLocation("photos", key), bytes);
        held(key).add(Optional.of(bytes));
    }

    /// Of the source's object, or of one that is gone: nothing.
    int size(String key) {
        return held(key).getLast().map(bytes -> bytes.length).orElse(0);
    }

    void remove(String key) {
        buckets.delete(new ObjectLocation("photos", key));
        held(key).add(Optional.empty());
    }

    /// What happens at the source while it is copied.
    void later(Runnable happens) {
        change = Optional.of(happens);
    }

    Job job(String key, int size) {
        return new Job(
                route.name(),
                new ObjectLocation("photos", key),
                Optional.empty(),
                Bench.copy(key),
                OptionalLong.of(size),
                Optional.empty(),
                JobHistory.startingAt(time.instant()));
    }

    /// As a comparison of now finds it.
    Job listed(String key) {
        var row = buckets.find(new ObjectLocation("photos", key)).orElseThrow();
        return job(key, (int) row.size()).listedAs(new Listed(row.etag(), row.storageClass()));
    }

    private List<Optional<byte[]>> held(String key) {
        return history.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    /// Works until nothing waits; a process that died is followed by another.
    void work() throws InterruptedException {
        drain();
        if (change.isPresent()) {
            happen();
            drain();
        }
        calls.settle();
        drain();
    }

    /// What the schedule does a day later: the sweep and the comparison of a run, and its jobs.
    void nextRun() throws InterruptedException {
        time.pass(Duration.ofHours(25));
        queue.send(List.of(new Message.Sweep(route.name())), Duration.ZERO);
        String id = time.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        queue.add(RunMessages.encode(new RunRequest.Go(route.name(), id)));
        drain();
    }

    private void drain() throws InterruptedException {
        int deliveries = 0;
        for (var next = queue.receive(); next.isPresent(); next = queue.receive()) {
            if (++deliveries > MOST_DELIVERIES * Math.max(1, history.size() / 20)) {
                throw new AssertionError(
                        "%d messages still wait after %d deliveries; one is %s"
                                .formatted(queue.size(), deliveries, next.get().body));
            }
            deliver(next.get());
        }
    }

    private void deliver(FaultQueue.Held held) throws InterruptedException {
        if (processes.isEmpty() || processes.getLast().life.over()) {
            processes.add(new FaultProcess(this));
        }
        var process = processes.getLast();
        try {
            if (process.settle(held)) {
                process.consume(held.received());
            }
        } catch (RemoteCalls.Death died) {
            time.pass(Duration.ofSeconds(1));
        } catch (JobQueueException lost) {
            // Lambda could not delete it, or does not know that it did: it comes again, or not.
            time.pass(Duration.ofSeconds(1));
        } catch (RuntimeException wrapped) {
            if (!process.life.over()) {
                throw wrapped;
            }
        }
    }

    /// After every call: what it wrote is a whole version of its source, and never an older one
    /// than the one before.
    private void look() {
        time.pass(callsTake);
        if (change.isPresent() && calls.count() >= CHANGES_AT) {
            happen();
        }
        unseen.forEach(name -> look(name.substring(Bench.copy("").key().length())));
        unseen.clear();
    }

    private void look(String key) {
        var copy = buckets.bytes(Bench.copy(key));
        int was = reached.getOrDefault(key, -1);
        if (copy.isEmpty() && (was < 0 || mayComeBack(key))) {
            return;
        }
        int at = last(held(key), copy);
        if (at < 0 || (at < was && !mayComeBack(key))) {
            throw new AssertionError(
                    "the copy of %s is state %d of its source (-1: of none) after %d"
                            .formatted(key, at, was));
        }
        reached.put(key, at);
    }

    /// To be absent is a content that comes back, where deletes are copied.
    private boolean mayComeBack(String key) {
        return scenario.deletes() && held(key).stream().anyMatch(Optional::isEmpty);
    }

    private void happen() {
        var now = change.orElseThrow();
        change = Optional.empty();
        now.run();
    }

    private static int last(List<Optional<byte[]>> held, Optional<byte[]> copy) {
        for (int i = held.size() - 1; i >= 0; i--) {
            if (isSame(held.get(i), copy)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSame(Optional<byte[]> one, Optional<byte[]> other) {
        return one.isPresent()
                ? other.isPresent() && Arrays.equals(one.get(), other.get())
                : other.isEmpty();
    }

    /// What is not as it was promised; empty if all is well.
    List<String> faults() {
        var faults = new ArrayList<String>();
        history.forEach((key, held) -> {
            var copy = buckets.bytes(Bench.copy(key));
            if (!isSame(held.getLast(), copy)) {
                faults.add(
                        "the copy of %s is state %d of %d"
                                .formatted(key, last(held, copy), held.size() - 1));
            }
        });
        buckets.openUploads("backup").forEach(open -> faults.add("left open: " + open));
        queue.dead().forEach(letter -> faults.add("dead letter: " + letter));
        evidenceFaults(faults);
        ledgerFaults(faults);
        return faults;
    }

    private void ledgerFaults(List<String> faults) {
        history.keySet()
                .forEach(key ->
                        ledger.find(Bench.copy(key))
                                .filter(entry -> entry.state() != LedgerEntry.State.DONE)
                                .ifPresent(entry -> faults.add("in the ledger: " + entry)));
        routes.find(route.name())
                .pause()
                .ifPresent(pause -> faults.add("the route is paused: " + pause));
    }

    /// Each copy is proved to be the last version of its source, in a line of evidence or in the
    /// ledger; where nothing but files keeps that, there is a line for each object and no other.
    private void evidenceFaults(List<String> faults) {
        var lines = evidence();
        history.forEach((key, held) -> {
            if (held.getLast().isPresent() && !isProved(key, lines.getOrDefault(key, List.of()))) {
                faults.add("nothing proves the copy of " + key);
            }
        });
        if (scenario.provedInFiles() && !lines.keySet().equals(history.keySet())) {
            faults.add(
                    "lines of evidence are of %s, found were %s"
                            .formatted(lines.keySet(), history.keySet()));
        }
    }

    private boolean isProved(String key, List<EvidenceLines.Proved> lines) {
        var source = buckets.find(new ObjectLocation("photos", key)).orElseThrow();
        var is =
                buckets.find(Bench.copy(key))
                        .map(copy ->
                                new EvidenceLines.Proved(
                                        source.etag(), source.size(), copy.etag()));
        return is.isPresent() && (lines.contains(is.get()) || is.equals(inLedger(key)));
    }

    private Optional<EvidenceLines.Proved> inLedger(String key) {
        return scenario.provedInFiles()
                ? Optional.empty()
                : ledger.find(Bench.copy(key)).flatMap(EvidenceLines::proved);
    }

    /// What evidence files say of each source key.
    Map<String, List<EvidenceLines.Proved>> evidence() {
        return EvidenceLines.in(buckets);
    }

    /// How many objects the source has had.
    int objects() {
        return history.size();
    }

    /// Everything the processes have written.
    String log() {
        return String.join("", processes.stream().map(FaultProcess::log).toList());
    }
}
