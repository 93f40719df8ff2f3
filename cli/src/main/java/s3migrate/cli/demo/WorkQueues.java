package s3migrate.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.Queues;

/// The queues of worker and jobsender, each with that of what was given up.
record WorkQueues(WorkQueue events, WorkQueue large, WorkQueue batches, WorkQueue runs) {

    private static final Duration DEAD_VISIBILITY = Duration.ofSeconds(30);
    private static final int MAX_RECEIVES = 100;

    /// A queue, with the queue of what was given up.
    record WorkQueue(Queue queue, Queue deadLetters) {

        /// Writes where it is into an environment, as a deployment does.
        void putInto(Map<String, String> environment, String name) {
            environment.put(name + "QueueUrl", queue.url());
            environment.put(name + "DeadLetterQueueUrl", deadLetters.url());
        }

        /// Where it is, as two fields of the JSON that describes a deployment.
        String described(String name) {
            return "\"%s_queue_url\": \"%s\", \"%s_dead_letter_queue_url\": \"%s\""
                    .formatted(name, queue.url(), name, deadLetters.url());
        }
    }

    static WorkQueues create(Queues queues, Duration visibility) throws InterruptedException {
        return new WorkQueues(
                queue(queues, "events", visibility),
                queue(queues, "large", visibility),
                queue(queues, "batches", visibility),
                queue(queues, "runs", visibility));
    }

    private static WorkQueue queue(Queues queues, String name, Duration visibility)
            throws InterruptedException {
        var dead =
                queues.create(QueueDefinition.of("s3-migrate-" + name + "-dead", DEAD_VISIBILITY));
        var definition =
                QueueDefinition.of("s3-migrate-" + name, visibility)
                        .withDeadLetters(dead, MAX_RECEIVES);
        return new WorkQueue(queues.create(definition), dead);
    }

    List<WorkQueue> ofWorkers() {
        return List.of(events, large, batches);
    }

    List<WorkQueue> all() {
        return List.of(events, large, batches, runs);
    }
}
