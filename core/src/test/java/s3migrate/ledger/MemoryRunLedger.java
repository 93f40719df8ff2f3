package s3migrate.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// Records of runs in memory, for tests. Serves many threads.
public final class MemoryRunLedger implements RunLedger {

    private final Map<String, RunRecord> runs = new HashMap<>();
    private final Map<String, RangeRecord> ranges = new HashMap<>();

    @Override
    public synchronized Optional<RunRecord> find(String route) {
        return Optional.ofNullable(runs.get(route));
    }

    @Override
    public synchronized List<RangeRecord> ranges(RunRecord run) {
        return IntStream.range(0, run.ranges())
                .mapToObj(number -> ranges.get(run.route() + "/" + number))
                .filter(Objects::nonNull)
                .filter(range -> range.run().equals(run.run()))
                .toList();
    }

    @Override
    public synchronized boolean write(List<Change> changes) {
        boolean asSeen = changes.stream().allMatch(this::isAsSeen);
        if (asSeen) {
            changes.forEach(this::put);
        }
        return asSeen;
    }

    private boolean isAsSeen(Change change) {
        return switch (change) {
            case Change.OfRun(var seen, var next) ->
                    find(next.route())
                            .map(MemoryRunLedger::fence)
                            .equals(seen.map(MemoryRunLedger::fence));
            case Change.OfRange(var seen, _) ->
                    Optional.ofNullable(ranges.get(key(seen)))
                            .map(MemoryRunLedger::fence)
                            .equals(Optional.of(fence(seen)));
            case Change.NewRange _ -> true;
        };
    }

    private void put(Change change) {
        switch (change) {
            case Change.OfRun(_, var next) -> runs.put(next.route(), kept(next));
            case Change.OfRange(_, var next) -> ranges.put(key(next), kept(next));
            case Change.NewRange(var next) -> ranges.put(key(next), kept(next));
        }
    }

    private static String key(RangeRecord range) {
        return range.route() + "/" + range.number();
    }

    /// What a write is conditioned on.
    private static List<Object> fence(RunRecord run) {
        return List.of(run.fence(), run.ranges());
    }

    private static List<Object> fence(RangeRecord range) {
        return List.of(
                range.run(),
                range.fence(),
                range.lease().map(lease -> millis(lease.until())),
                range.upTo());
    }

    private static RunRecord kept(RunRecord run) {
        return new RunRecord(
                run.route(),
                run.run(),
                run.of(),
                run.fence(),
                run.ranges(),
                run.dry(),
                run.deleting(),
                run.counts(),
                run.foundBefore(),
                run.confirmed(),
                run.question(),
                millis(run.started()),
                millis(run.firstStarted()),
                run.ended().map(MemoryRunLedger::millis),
                run.complete()
                        .map(known ->
                                new CompleteUpTo(
                                        millis(known.time()),
                                        known.behind(),
                                        known.since().map(MemoryRunLedger::millis))));
    }

    private static RangeRecord kept(RangeRecord range) {
        var lease = range.lease().map(held -> new Lease(held.owner(), millis(held.until())));
        return new RangeRecord(
                range.route(),
                range.number(),
                range.run(),
                range.fence(),
                lease,
                range.after(),
                range.upTo(),
                range.reached(),
                range.counts(),
                range.deleting(),
                range.done());
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
