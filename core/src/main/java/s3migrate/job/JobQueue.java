package s3migrate.job;

import java.time.Duration;
import java.util.List;

/// The queues jobs travel on: batches on one, everything larger on another. Serves many threads.
///
/// Every method fails with a `JobQueueException`, after retries of its own. A message is consumed
/// by `delete` alone, and only after what follows from it is sent.
public interface JobQueue {

    /// SQS's limit to the delay of a message (API reference, SendMessage).
    Duration MAX_DELAY = Duration.ofMinutes(15);

    /// SQS's limit to the time a message is received for, from its receive on (API reference,
    /// ChangeMessageVisibility).
    Duration MAX_VISIBILITY = Duration.ofHours(12);

    /// Sends all of them, each to its queue, to be visible after `delay`, at the latest after
    /// `MAX_DELAY`. After a failure some may be sent.
    void send(List<? extends Message.Ours> messages, Duration delay);

    /// Sends one, visible at once.
    default void send(Message.Ours message) {
        send(List.of(message), Duration.ZERO);
    }

    /// How long the body of a batch may be, in bytes. Leaves room for the attributes of a dead
    /// letter.
    int maxBatchBytes();

    /// Consumes a message.
    void delete(ReceivedMessage message);

    /// Makes the message visible again after `fromNow`, at the latest after `MAX_VISIBILITY`; zero
    /// gives it back at once. Refused where that is longer than `MAX_VISIBILITY` after its receive:
    /// it comes back when it would have without.
    void changeVisibility(ReceivedMessage message, Duration fromNow);

    /// Puts a copy, its body untouched, into the dead-letter queue of its queue, with the reason in
    /// its attributes. Does not consume it.
    void deadLetter(ReceivedMessage message, DeadLetter reason);
}
