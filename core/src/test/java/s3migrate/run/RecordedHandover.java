package s3migrate.run;

import java.util.ArrayList;
import java.util.List;
import s3migrate.job.Job;
import s3migrate.object.ObjectSummary;

/// Keeps what it is given.
final class RecordedHandover implements Handover {

    private final List<Job> given = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private int settled;

    @Override
    public void give(Job job) {
        given.add(job);
    }

    @Override
    public void leaveOut(ObjectSummary source, String reason) {
        leftOut.add(source.key() + ": " + reason);
    }

    @Override
    public void settle() {
        settled = given.size();
    }

    @Override
    public void close() {}

    List<String> leftOut() {
        return leftOut;
    }

    List<Job> given() {
        return List.copyOf(given);
    }

    /// The source keys of the jobs that were settled, in order.
    List<String> settledKeys() {
        return given.subList(0, settled).stream().map(job -> job.source().key()).toList();
    }
}
