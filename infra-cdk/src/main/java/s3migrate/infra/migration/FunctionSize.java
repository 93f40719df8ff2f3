package s3migrate.infra.migration;

import java.time.Duration;

/// How much one Lambda function may use.
///
/// @param memoryMb also decides its share of CPU: 1,769 MB are one vCPU (Lambda developer guide)
/// @param maxConcurrency invocations at once, of each queue it takes messages from
public record FunctionSize(int memoryMb, Duration timeout, int maxConcurrency) {

    private static final Duration VISIBILITY_MARGIN = Duration.ofMinutes(1);

    /// 75 MB/s of network, which is all there is, take 0.12 vCPU of the 0.36 that come with this
    /// (`benchmarks/run copy`); a batch of small objects takes as long by its CPU time as by
    /// waiting for S3. More memory costs more and copies no faster.
    private static final int WORKER_MB = 640;

    /// One vCPU: comparing needs it.
    private static final int JOBSENDER_MB = 1_769;

    static FunctionSize ofWorker(Fields json) {
        return read(json, WORKER_MB);
    }

    static FunctionSize ofJobsender(Fields json) {
        return read(json, JOBSENDER_MB);
    }

    private static FunctionSize read(Fields json, int usualMb) {
        return new FunctionSize(
                json.number("memory_mb", usualMb, 512, 10_240),
                Duration.ofSeconds(json.number("timeout_seconds", 900, 180, 900)),
                json.number("max_concurrency", 5, 2, 1_000));
    }

    /// How long a message at work is invisible to others; Lambda refuses less than the time-out.
    public Duration visibility() {
        return timeout.plus(VISIBILITY_MARGIN);
    }
}
