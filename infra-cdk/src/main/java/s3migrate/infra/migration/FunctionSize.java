package s3migrate.infra.migration;

import java.time.Duration;

/// How much one Lambda function may use.
///
/// @param memoryMb also decides its share of CPU: 1,769 MB are one vCPU (Lambda developer guide)
/// @param maxConcurrency invocations at once, of each queue it takes messages from
public record FunctionSize(int memoryMb, Duration timeout, int maxConcurrency) {

    private static final Duration VISIBILITY_MARGIN = Duration.ofMinutes(1);

    static FunctionSize read(Fields json) {
        return new FunctionSize(
                json.number("memory_mb", 1_769, 512, 10_240),
                Duration.ofSeconds(json.number("timeout_seconds", 900, 180, 900)),
                json.number("max_concurrency", 5, 2, 1_000));
    }

    /// How long a message at work is invisible to others; Lambda refuses less than the time-out.
    public Duration visibility() {
        return timeout.plus(VISIBILITY_MARGIN);
    }
}
