package s3migrate.route;

import java.util.Optional;

/// What one worker may ask of either side: its share of what all `workers` together may.
public record RateCaps(long workers, Cap source, Cap destination) {

    private static final long MOST = 1_000_000;
    private static final double MIB = 1 << 20;

    /// Requests and bytes per second; empty means no cap.
    public record Cap(Optional<Double> requests, Optional<Double> bytes) {
        public static final Cap NONE = new Cap(Optional.empty(), Optional.empty());
    }

    static RateCaps read(SettingsReader env) {
        long workers = env.wholeNumber("MaxWorkers", 1, 1, 10_000);
        return new RateCaps(workers, cap(env, "Source", workers), cap(env, "Destination", workers));
    }

    private static Cap cap(SettingsReader env, String side, long workers) {
        return new Cap(
                share(env, side + "RequestsPerSecond", workers),
                share(env, side + "MiBPerSecond", workers).map(mib -> mib * MIB));
    }

    private static Optional<Double> share(SettingsReader env, String name, long workers) {
        var all = env.optionalNumber(name, 1, MOST);
        return all.isPresent() ? Optional.of((double) all.getAsLong() / workers) : Optional.empty();
    }
}
