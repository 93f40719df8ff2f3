package s3migrate.cli.sync;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import s3migrate.job.Job;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.run.Handover;
import s3migrate.run.Pauses;

/// Gives on the first jobs of a sync, and ends it when there would be one more, and none of those
/// that failed in it already. What is not given differs in the next sync as well. Serves many
/// threads.
final class FirstObjects implements Handover, Pauses {

    private final Handover transfers;
    private final long most;
    private final AtomicLong came = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private volatile Set<ObjectLocation> failed = Set.of();

    FirstObjects(Handover transfers, long most) {
        this.transfers = transfers;
        this.most = most;
    }

    @Override
    public void give(Job job) throws InterruptedException {
        came.incrementAndGet();
        if (!failed.contains(job.source()) && asked.incrementAndGet() <= most) {
            transfers.give(job);
        }
    }

    /// From now on leaves these out.
    void leave(Set<ObjectLocation> sources) {
        failed = Set.copyOf(sources);
    }

    /// How many jobs came, given on or not.
    long came() {
        return came.get();
    }

    @Override
    public void leaveOut(ObjectSummary source, String reason) {
        transfers.leaveOut(source, reason);
    }

    @Override
    public Optional<String> reason() {
        return asked.get() > most
                ? Optional.of("--max-objects %,d is reached".formatted(most))
                : Optional.empty();
    }

    @Override
    public void settle() throws InterruptedException {
        transfers.settle();
    }

    @Override
    public void close() {
        transfers.close();
    }
}
