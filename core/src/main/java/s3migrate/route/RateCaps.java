package s3migrate.route;

import java.util.OptionalLong;

/// Requests and bytes per second a worker may use on either side; empty means no cap.
public record RateCaps(
        OptionalLong sourceRequests,
        OptionalLong sourceBytes,
        OptionalLong destinationRequests,
        OptionalLong destinationBytes) {

    private static final long MOST = 1_000_000;

    static RateCaps read(SettingsReader env) {
        return new RateCaps(
                env.optionalNumber("SourceRequestsPerSecond", 1, MOST),
                bytes(env, "SourceMiBPerSecond"),
                env.optionalNumber("DestinationRequestsPerSecond", 1, MOST),
                bytes(env, "DestinationMiBPerSecond"));
    }

    private static OptionalLong bytes(SettingsReader env, String name) {
        var mib = env.optionalNumber(name, 1, MOST);
        return mib.isEmpty() ? mib : OptionalLong.of(mib.getAsLong() << 20);
    }
}
