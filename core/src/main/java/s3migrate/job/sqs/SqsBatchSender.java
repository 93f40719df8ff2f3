package s3migrate.job.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import s3migrate.job.JobQueueException;
import s3migrate.time.Backoff;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// Sends many messages with few requests. SQS answers for each message of a request: those it
/// failed are sent again, and those that will not pass are an error.
public final class SqsBatchSender {

    private static final int MAX_ENTRIES = 10;
    private static final int MAX_ATTEMPTS = 6;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final SqsClient sqs;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    public SqsBatchSender(SqsClient sqs, Sleeper sleeper, RandomGenerator random) {
        this.sqs = sqs;
        this.sleeper = sleeper;
        this.random = random;
    }

    /// Sends them all, or fails.
    ///
    /// @param maxBytes of one message, which is also SQS's limit to a request
    /// @param bodies of ASCII characters
    void send(String queue, int maxBytes, List<String> bodies, Duration delay) {
        int from = 0;
        while (from < bodies.size()) {
            int to = from;
            long bytes = 0;
            do {
                bytes += bodies.get(to++).length();
            } while (to < bodies.size()
                    && to - from < MAX_ENTRIES
                    && bytes + bodies.get(to).length() <= maxBytes);
            sendTogether(queue, bodies.subList(from, to), delay);
            from = to;
        }
    }

    /// Sends what one request can hold.
    public void sendTogether(String queue, List<String> bodies, Duration delay) {
        var unsent = bodies;
        for (int attempt = 1; !unsent.isEmpty(); attempt++) {
            var failed = sendOnce(queue, unsent, delay).failed();
            if (attempt == MAX_ATTEMPTS
                    || failed.stream().anyMatch(BatchResultErrorEntry::senderFault)) {
                refuse(queue, failed);
            }
            var sent = unsent;
            unsent = failed.stream().map(entry -> sent.get(Integer.parseInt(entry.id()))).toList();
            if (!unsent.isEmpty()) {
                pause(queue, attempt);
            }
        }
    }

    private SendMessageBatchResponse sendOnce(String queue, List<String> bodies, Duration delay) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (int i = 0; i < bodies.size(); i++) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .messageBody(bodies.get(i))
                            .delaySeconds((int) delay.toSeconds())
                            .build());
        }
        return SqsErrors.translated(
                "SendMessageBatch",
                queue,
                () -> sqs.sendMessageBatch(send -> send.queueUrl(queue).entries(entries)));
    }

    private void pause(String queue, int attempt) {
        try {
            sleeper.sleep(BACKOFF.after(attempt, random));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JobQueueException(
                    "Interrupted",
                    "SendMessageBatch %s: interrupted".formatted(queue),
                    interrupted);
        }
    }

    private static void refuse(String queue, List<BatchResultErrorEntry> failed) {
        if (!failed.isEmpty()) {
            var first = failed.getFirst();
            throw new JobQueueException(
                    first.code(),
                    "SendMessageBatch %s: %d messages not sent, the first because of %s, %s"
                            .formatted(queue, failed.size(), first.code(), first.message()));
        }
    }
}
