package s3migrate.job;

import java.util.List;
import java.util.Optional;

/// Many small jobs in one message. All share route, run, buckets and key mapping, and say their
/// size.
public record Batch(List<Job> jobs) implements Message.Ours {

    public static final int MAX_JOBS = 1_000;

    /// 16 GiB, of objects that S3 copies by itself: 20 at once, each within the 100 s that such a
    /// copy may be silent, are well within an invocation's time.
    public static final long MAX_BYTES = 16L << 30;

    /// 1 GiB: what one invocation moves well within its time where the bytes pass through it.
    public static final long MAX_BYTES_THROUGH = 1L << 30;

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
                        "batch of %s and %s: accepted are jobs of one route and run, mapped alike"
                                .formatted(first, job));
            }
            bytes += bytesOf(job);
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "batch of %,d bytes: accepted are up to %,d".formatted(bytes, MAX_BYTES));
        }
    }

    @Override
    public Batch with(JobHistory history) {
        return new Batch(jobs.stream().map(job -> job.with(history)).toList());
    }

    /// The run that found the differences.
    public Optional<String> run() {
        return jobs.getFirst().run();
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
