package s3migrate.cli.demo;

import java.util.function.IntSupplier;
import java.util.function.LongConsumer;

/// Does what the plan says, once. One thread.
final class StagedKill {

    private final KillPlan plan;
    private final LongConsumer bandwidth;
    private final IntSupplier kill;
    private boolean limited;
    private boolean over;

    /// @param bandwidth limits the destination
    /// @param kill kills workers that are busy, and says how many
    StagedKill(KillPlan plan, LongConsumer bandwidth, IntSupplier kill) {
        this.plan = plan;
        this.bandwidth = bandwidth;
        this.kill = kill;
    }

    /// To be called often.
    void look(Arrivals arrivals) {
        if (over) {
            return;
        }
        long arrived = plan.key().map(arrivals::uploaded).orElseGet(() -> arrivals.now().bytes());
        if (!limited && arrived > 0) {
            limited = true;
            bandwidth.accept(plan.bytesPerSecond());
        }
        boolean missed = plan.key().filter(arrivals::isThere).isPresent();
        over = missed || (arrived >= plan.afterBytes() && kill.getAsInt() > 0);
        if (over) {
            bandwidth.accept(plan.bytesPerSecondLater());
        }
    }
}
