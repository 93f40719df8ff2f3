package s3migrate.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// A queue of messages to be worked on, and the one of those given up. Both go with the stack.
final class WorkQueue extends Construct {

    private static final Duration KEPT = Duration.days(4);

    /// A message that SQS moves keeps its age: it has to outlive its first queue.
    private static final Duration DEAD_LETTERS_KEPT = Duration.days(14);

    /// The programs have their own retry policy; SQS moves only what ends them time and again.
    private static final int MAX_RECEIVES = 100;

    private final Queue queue;
    private final Queue deadLetters;

    /// @param visibility how long a message stays invisible to others after it was received
    WorkQueue(Construct scope, String id, String name, java.time.Duration visibility) {
        super(scope, id);
        deadLetters =
                secure("DeadLetters", name + "-dead").retentionPeriod(DEAD_LETTERS_KEPT).build();
        queue =
                secure("Queue", name)
                        .retentionPeriod(KEPT)
                        .visibilityTimeout(Duration.seconds(visibility.toSeconds()))
                        .deadLetterQueue(
                                DeadLetterQueue.builder()
                                        .queue(deadLetters)
                                        .maxReceiveCount(MAX_RECEIVES)
                                        .build())
                        .build();
    }

    private Queue.Builder secure(String id, String name) {
        return Queue.Builder.create(this, id)
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .removalPolicy(RemovalPolicy.DESTROY);
    }

    Queue queue() {
        return queue;
    }

    Queue deadLetters() {
        return deadLetters;
    }
}
