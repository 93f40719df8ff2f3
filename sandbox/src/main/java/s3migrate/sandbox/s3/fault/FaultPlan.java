package s3migrate.sandbox.s3.fault;

import java.util.Optional;

/// Tells which calls go wrong, and how. Asked once per call, by many threads at a time.
@FunctionalInterface
public interface FaultPlan {
    FaultPlan NONE = _ -> Optional.empty();

    Optional<Fault> faultFor(Call call);

    /// On one call of an operation, counted from 1.
    static FaultPlan onNth(String operation, long nth, Fault fault) {
        return call ->
                call.operation().equals(operation) && call.nth() == nth
                        ? Optional.of(fault)
                        : Optional.empty();
    }

    /// On every call of an operation about a key.
    static FaultPlan onKey(String operation, String key, Fault fault) {
        return call ->
                call.operation().equals(operation) && call.key().equals(key)
                        ? Optional.of(fault)
                        : Optional.empty();
    }

    /// Where this plan has nothing, `other` decides.
    default FaultPlan or(FaultPlan other) {
        return call -> faultFor(call).or(() -> other.faultFor(call));
    }
}
