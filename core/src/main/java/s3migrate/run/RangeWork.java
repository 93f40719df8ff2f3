package s3migrate.run;

import java.util.List;
import s3migrate.job.Job;
import s3migrate.listing.Compared;

/// What becomes of the keys of one range: they are chosen from, counted and handed over. One
/// instance serves one thread, which closes it, and with it the handover.
record RangeWork(Choice choice, Tally tally, Handover handover) implements AutoCloseable {

    /// Which jobs a stretch of keys makes.
    @FunctionalInterface
    interface Choice {
        List<Job> jobs(List<Compared> rows);
    }

    void give(List<Compared> stretch) throws InterruptedException {
        for (var job : choice.jobs(stretch)) {
            handover.give(job);
        }
    }

    void settle() throws InterruptedException {
        handover.settle();
    }

    Totals totals() {
        return tally.totals();
    }

    @Override
    public void close() {
        handover.close();
    }
}
