package s3migrate.worker;

import static java.util.function.Predicate.not;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import s3migrate.job.Batches;
import s3migrate.job.Job;
import s3migrate.job.JobQueue;
import s3migrate.job.Message;
import s3migrate.job.Slice;

/// What is left of a message's work goes on as messages of its own. Serves many threads.
final class Onward {

    private final JobQueue queue;
    private final JobFlow jobs;

    Onward(JobQueue queue, JobFlow jobs) {
        this.queue = queue;
        this.jobs = jobs;
    }

    /// What follows from work that was done, such as continuations and slices.
    void handedOn(List<Disposition.HandedOn> handed) {
        handed.stream()
                .collect(Collectors.groupingBy(Disposition.HandedOn::after))
                .forEach((after, alike) ->
                        send(alike.stream().flatMap(one -> one.next().stream()).toList(), after));
    }

    void notBegun(List<Job> jobs) {
        send(packed(jobs), Duration.ZERO);
    }

    void again(List<Job> jobs, Duration wait) {
        send(packed(jobs), wait);
    }

    void again(Slice slice, Duration wait) {
        send(List.of(slice), wait);
    }

    private void send(List<? extends Message.Ours> messages, Duration wait) {
        if (!messages.isEmpty()) {
            queue.send(messages, wait);
        }
    }

    /// Small objects together; what is large has a message of its own, as it had before.
    private List<Message.Ours> packed(List<Job> left) {
        var packed = new ArrayList<Message.Ours>();
        var small = left.stream().filter(this::mayBeBatched).toList();
        if (!small.isEmpty()) {
            small.stream().gather(Batches.gatherer(queue.maxBatchBytes())).forEach(packed::add);
        }
        left.stream()
                .filter(not(this::mayBeBatched))
                .map(Message.SingleJob::new)
                .forEach(packed::add);
        return packed;
    }

    private boolean mayBeBatched(Job job) {
        return job.size().isPresent() && jobs.isSmall(job);
    }
}
