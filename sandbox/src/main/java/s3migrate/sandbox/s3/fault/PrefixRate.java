package s3migrate.sandbox.s3.fault;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the calls of each prefix in each second of a clock.
final class PrefixRate {
    private record Prefix(String bucket, String prefix) {}

    private record Second(long number, long calls) {}

    private final long perSecond;
    private final InstantSource clock;
    private final Map<Prefix, Second> seconds = new ConcurrentHashMap<>();

    PrefixRate(long perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    boolean isExceededBy(Call call) {
        long now = clock.instant().getEpochSecond();
        Second second =
                seconds.merge(
                        new Prefix(call.bucket(), call.prefix()),
                        new Second(now, 1),
                        (before, one) ->
                                before.number() == now ? new Second(now, before.calls() + 1) : one);
        return second.calls() > perSecond;
    }
}
