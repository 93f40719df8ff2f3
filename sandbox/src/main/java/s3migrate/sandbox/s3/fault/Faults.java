package s3migrate.sandbox.s3.fault;

import java.util.Optional;

/// The fault plan of a server.
public final class Faults {
    private volatile FaultPlan plan = FaultPlan.NONE;

    /// In place of the plan before it.
    public void plan(FaultPlan other) {
        plan = other;
    }

    public void clear() {
        plan(FaultPlan.NONE);
    }

    public Optional<Fault> next(Call call) {
        return plan.faultFor(call);
    }
}
