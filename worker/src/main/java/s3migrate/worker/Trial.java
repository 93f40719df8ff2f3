package s3migrate.worker;

import java.time.Instant;
import java.util.function.Supplier;
import s3migrate.ledger.RouteRecord.Passed;
import s3migrate.route.SettingsException;
import s3migrate.store.StoreException;
import s3migrate.transfer.RouteProbe;

/// When a route was tried by a copy that was made before, and how that ended.
record Trial(Instant begun, Result result) {

    /// How it ended.
    sealed interface Result {

        /// What passed before passes.
        record Passes() implements Result {}

        /// What passed before is refused.
        record Refuses(String cause, String reason) implements Result {}

        /// Neither is known: the copy's source is gone or archived, or the network broke.
        record Unknown() implements Result {}
    }

    /// Tries a route.
    @FunctionalInterface
    interface Test {

        Result result(Passed before);

        /// By its own stores, opened for it.
        static Test of(Supplier<RouteProbe> probe) {
            return before -> {
                try {
                    return probe.get().passes(before) ? new Result.Passes() : new Result.Unknown();
                } catch (StoreException.Transient unclear) {
                    return new Result.Unknown();
                } catch (StoreException refused) {
                    return new Result.Refuses(refused.code(), String.valueOf(refused.getMessage()));
                } catch (SettingsException unreadable) {
                    return new Result.Unknown();
                }
            };
        }
    }
}
