package s3migrate.cli.sync;

import s3migrate.job.Job;
import s3migrate.object.ObjectSummary;
import s3migrate.run.Handover;

/// What the listers of one sync give goes to the same transfers. A job is with its receiver once it
/// is given; who opened the transfers waits for them, and closes them.
record SharedHandover(Handover transfers) implements Handover {

    @Override
    public void give(Job job) throws InterruptedException {
        transfers.give(job);
    }

    @Override
    public void leaveOut(ObjectSummary source, String reason) {
        transfers.leaveOut(source, reason);
    }

    @Override
    public void settle() {}

    @Override
    public void close() {}
}
