package s3migrate.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherer;

/// Packs a stream of small jobs into batches, each as full as count, bytes and the size of its
/// message allow. Keeps the order; jobs that cannot share a message, because they are of different
/// routes or runs, or mapped differently, begin a new one. One instance serves one thread.
public final class Batches {

    private final int maxMessageBytes;
    private final long maxBytes;

    private final List<Job> jobs = new ArrayList<>();
    private Optional<Filling> filling = Optional.empty();

    /// Begins with no jobs.
    ///
    /// @param maxMessageBytes how long the body of one message may be
    /// @param maxBytes of all objects of a batch, unless it has but one
    public Batches(int maxMessageBytes, long maxBytes) {
        this.maxMessageBytes = maxMessageBytes;
        this.maxBytes = maxBytes;
    }

    /// The same for streams, of objects that may pass through the worker.
    public static Gatherer<Job, ?, Batch> gatherer(int maxMessageBytes) {
        return Gatherer.<Job, Batches, Batch>ofSequential(
                () -> new Batches(maxMessageBytes, Batch.MAX_BYTES_THROUGH),
                Gatherer.Integrator.of((batches, job, downstream) ->
                        batches.add(job).map(downstream::push).orElse(true)),
                (batches, downstream) -> batches.rest().ifPresent(downstream::push));
    }

    /// Takes a job.
    ///
    /// @return the batch of the jobs before it, if it does not fit in with them
    /// @throws IllegalArgumentException if it does not even fit alone; nothing is changed
    public Optional<Batch> add(Job job) {
        var more = filling.filter(jobs -> jobs.takes(job)).map(jobs -> jobs.with(job));
        if (more.filter(jobs -> jobs.fits(maxMessageBytes, maxBytes)).isPresent()) {
            filling = more;
            jobs.add(job);
            return Optional.empty();
        }
        var alone = Filling.of(job);
        if (!alone.fits(maxMessageBytes, maxBytes)) {
            throw new IllegalArgumentException(
                    "job for %s of %,d bytes: accepted in a batch are up to %,d, and messages up to %,d"
                            .formatted(
                                    job.source(), alone.bytes(), Batch.MAX_BYTES, maxMessageBytes));
        }
        var full = rest();
        filling = Optional.of(alone);
        jobs.add(job);
        return full;
    }

    /// The jobs that are in no batch yet. Afterwards there are none.
    public Optional<Batch> rest() {
        if (jobs.isEmpty()) {
            return Optional.empty();
        }
        var batch = new Batch(jobs);
        jobs.clear();
        filling = Optional.empty();
        return Optional.of(batch);
    }
}
