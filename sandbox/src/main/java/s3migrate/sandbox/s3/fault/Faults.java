package s3migrate.sandbox.s3.fault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The fault plan of a server and the counts it goes by.
public final class Faults {
    private record Placed(FaultPlan plan, Map<String, AtomicLong> counts) {}

    private volatile Placed placed = new Placed(FaultPlan.NONE, new ConcurrentHashMap<>());

    /// In place of the plan before it; counts begin anew.
    public void plan(FaultPlan plan) {
        placed = new Placed(plan, new ConcurrentHashMap<>());
    }

    public void clear() {
        plan(FaultPlan.NONE);
    }

    public Optional<Fault> next(String operation, String bucket, String key) {
        Placed now = placed;
        long nth = now.counts().computeIfAbsent(operation, _ -> new AtomicLong()).incrementAndGet();
        return now.plan().faultFor(new Call(operation, bucket, key, nth));
    }
}
