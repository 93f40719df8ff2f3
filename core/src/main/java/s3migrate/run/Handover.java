package s3migrate.run;

import s3migrate.job.Job;

/// Where the jobs of a pass go. One instance serves one thread, which closes it.
///
/// A method that fails, with whatever its receiver fails with, leaves some jobs since the last
/// `settle` given and others not: they are found again.
public interface Handover extends AutoCloseable {

    /// Takes a job that says its size. It may be kept until others fill a message with it.
    void give(Job job) throws InterruptedException;

    /// Returns once every job given so far is with its receiver.
    void settle() throws InterruptedException;

    /// Gives up what is not settled.
    @Override
    void close();
}
