package s3migrate.run;

import s3migrate.job.Job;
import s3migrate.object.ObjectSummary;

/// Where the jobs of a pass go. One instance serves one thread, which closes it.
///
/// A method that fails, with whatever its receiver fails with, leaves some jobs since the last
/// `settle` given and others not: they are found again.
public interface Handover extends AutoCloseable {

    /// To nobody: what is given is only counted.
    Handover NONE =
            new Handover() {
                @Override
                public void give(Job job) {}

                @Override
                public void settle() {}

                @Override
                public void close() {}
            };

    /// Takes a job that says its size. It may be kept until others fill a message with it.
    void give(Job job) throws InterruptedException;

    /// Takes note of a source object that gets no job, until a person does something about it.
    default void leaveOut(ObjectSummary source, String reason) {}

    /// Returns once every job given so far is with its receiver, and every note is taken.
    void settle() throws InterruptedException;

    /// Gives up what is not settled.
    @Override
    void close();
}
