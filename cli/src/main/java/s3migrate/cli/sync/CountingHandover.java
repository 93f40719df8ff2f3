package s3migrate.cli.sync;

import s3migrate.job.Job;
import s3migrate.run.Handover;

/// Takes jobs and does nothing: the pass counts them. For dry runs.
final class CountingHandover implements Handover {

    @Override
    public void give(Job job) {}

    @Override
    public void settle() {}

    @Override
    public void close() {}
}
