package s3migrate.job.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import s3migrate.job.ReceivedMessage;
import s3migrate.route.QueueAddress;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Takes messages from queues, where no Lambda does. Serves many threads.
public record SqsReceiver(SqsClient sqs) {

    /// Most messages of one request.
    public static final int MOST = 10;

    /// A received message, how often it was received, and when it was first sent.
    public record Received(ReceivedMessage message, int receives, Instant sent) {}

    /// Waits for messages.
    ///
    /// @param most from 1 to `MOST`
    /// @param wait how long, up to 20 s; none may have come by then
    /// @param visibility how long they are ours without a sign of life
    /// @throws s3migrate.job.JobQueueException if the queue does not answer, or refuses
    public List<Received> receive(
            QueueAddress queue, int most, Duration wait, Duration visibility) {
        var answer =
                SqsErrors.translated(
                        "ReceiveMessage",
                        queue.url(),
                        () ->
                                sqs.receiveMessage(receive ->
                                        receive.queueUrl(queue.url())
                                                .maxNumberOfMessages(most)
                                                .waitTimeSeconds((int) wait.toSeconds())
                                                .visibilityTimeout((int) visibility.toSeconds())
                                                .messageSystemAttributeNames(
                                                        MessageSystemAttributeName
                                                                .APPROXIMATE_RECEIVE_COUNT,
                                                        MessageSystemAttributeName
                                                                .SENT_TIMESTAMP)));
        return answer.messages().stream().map(message -> received(queue, message)).toList();
    }

    private static Received received(QueueAddress queue, Message message) {
        Map<MessageSystemAttributeName, String> attributes = message.attributes();
        return new Received(
                new ReceivedMessage(
                        queue, message.messageId(), message.receiptHandle(), message.body()),
                Integer.parseInt(
                        attributes.getOrDefault(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
                Instant.ofEpochMilli(
                        Long.parseLong(
                                attributes.getOrDefault(
                                        MessageSystemAttributeName.SENT_TIMESTAMP, "0"))));
    }
}
