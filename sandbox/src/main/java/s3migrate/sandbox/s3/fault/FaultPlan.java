package s3migrate.sandbox.s3.fault;

import java.util.Optional;

/// Tells which calls go wrong, and how. Asked once per call, by many threads at a time. `Calls`
/// makes the usual ones.
@FunctionalInterface
public interface FaultPlan {
    FaultPlan NONE = _ -> Optional.empty();

    Optional<Fault> faultFor(Call call);

    /// On one call of an operation, counted from 1.
    static FaultPlan onNth(String operation, long nth, Fault fault) {
        return Calls.of(operation).nth(nth, fault);
    }

    /// On every call of an operation about a key.
    static FaultPlan onKey(String operation, String key, Fault fault) {
        return Calls.of(operation).about(key).always(fault);
    }

    /// Where this plan has nothing, `other` decides. Both are asked of every call, so both count
    /// it.
    default FaultPlan or(FaultPlan other) {
        return call -> {
            Optional<Fault> first = faultFor(call);
            Optional<Fault> second = other.faultFor(call);
            return first.or(() -> second);
        };
    }
}
