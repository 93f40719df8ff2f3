package s3migrate.cli.sync;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import s3migrate.job.Job;
import s3migrate.object.ObjectSummary;
import s3migrate.run.Handover;
import s3migrate.run.Pauses;

/// Gives on the first jobs of a sync, and ends it when there would be one more. What is not given
/// differs in the next sync as well. Serves many threads.
final class FirstObjects implements Handover, Pauses {

    private final Handover transfers;
    private final long most;
    private final AtomicLong asked = new AtomicLong();

    FirstObjects(Handover transfers, long most) {
        this.transfers = transfers;
        this.most = most;
    }

    @Override
    public void give(Job job) throws InterruptedException {
        if (asked.incrementAndGet() <= most) {
            transfers.give(job);
        }
    }

    /// How many jobs there were, those among them that are not given on.
    long asked() {
        return asked.get();
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
