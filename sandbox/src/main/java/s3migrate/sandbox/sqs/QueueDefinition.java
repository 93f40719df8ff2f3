package s3migrate.sandbox.sqs;

import java.time.Duration;
import java.util.Optional;

/// A queue to be created. A message is invisible for `visibility` after each receive.
public record QueueDefinition(String name, Duration visibility, Optional<DeadLetters> deadLetters) {
    /// Where SQS moves a message that was received `maxReceiveCount` times and is visible again.
    public record DeadLetters(Queue queue, int maxReceiveCount) {}

    public static QueueDefinition of(String name, Duration visibility) {
        return new QueueDefinition(name, visibility, Optional.empty());
    }

    public QueueDefinition withDeadLetters(Queue queue, int maxReceiveCount) {
        return new QueueDefinition(
                name, visibility, Optional.of(new DeadLetters(queue, maxReceiveCount)));
    }
}
