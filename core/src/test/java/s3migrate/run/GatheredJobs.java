package s3migrate.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import s3migrate.job.Job;
import s3migrate.object.KeyOrder;

/// Takes the jobs of several listers. Serves many threads.
final class GatheredJobs implements Handover {

    private final Queue<String> given = new ConcurrentLinkedQueue<>();

    @Override
    public void give(Job job) {
        given.add(job.source().key());
    }

    @Override
    public void settle() {}

    @Override
    public void close() {}

    /// The source keys of all jobs, in order.
    Stream<String> keys() {
        return given.stream().sorted(KeyOrder.UTF_8);
    }
}
