package s3migrate.job;

import java.util.List;
import java.util.Optional;

/// Many small jobs of one route in one message. `run` names the run that found the differences.
///
/// All jobs share route, buckets and key mapping, and say their size.
public record Batch(Optional<String> run, List<Job> jobs) implements Message.Ours {

    public static final int MAX_JOBS = 1_000;

    /// 1 GiB: what one invocation moves well within its time.
    public static final long MAX_BYTES = 1L << 30;

    public Batch {
        jobs = List.copyOf(jobs);
        if (jobs.isEmpty() || jobs.size() > MAX_JOBS) {
            throw new IllegalArgumentException(
                    "batch of %,d jobs: accepted are 1 to %,d".formatted(jobs.size(), MAX_JOBS));
        }
        var first = jobs.getFirst();
        long bytes = 0;
        for (var job : jobs) {
            if (!CommonEnds.of(job).equals(CommonEnds.of(first))) {
                throw new IllegalArgumentException(
                        "batch of %s and %s: accepted are jobs of one route, mapped alike"
                                .formatted(first, job));
            }
            bytes += bytesOf(job);
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "batch of %,d bytes: accepted are up to %,d".formatted(bytes, MAX_BYTES));
        }
    }

    /// The bytes of all its objects, as far as known when it was sent.
    public long bytes() {
        return jobs.stream().mapToLong(Batch::bytesOf).sum();
    }

    static long bytesOf(Job job) {
        return job.size()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "job for %s: accepted in a batch is one with its size"
                                        .formatted(job.source())));
    }
}
