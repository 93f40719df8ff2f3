package s3migrate.job.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import s3migrate.job.Batch;
import s3migrate.job.DeadLetter;
import s3migrate.job.JobQueue;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The job queues on SQS.
public final class SqsJobQueue implements JobQueue {

    /// 256 KiB, which every SQS takes.
    private static final String LEAST_MESSAGE_BYTES = "262144";

    private final SqsClient sqs;
    private final String batchesUrl;
    private final String largeUrl;
    private final SqsBatchSender sender;
    private final Map<String, Integer> maxMessageBytes = new ConcurrentHashMap<>();

    public SqsJobQueue(SqsClient sqs, String batchesUrl, String largeUrl, SqsBatchSender sender) {
        this.sqs = sqs;
        this.batchesUrl = batchesUrl;
        this.largeUrl = largeUrl;
        this.sender = sender;
    }

    @Override
    public void send(List<? extends Message.Ours> messages, Duration delay) {
        var within = within(delay, MAX_DELAY);
        var batches = new ArrayList<String>();
        var larger = new ArrayList<String>();
        for (var message : messages) {
            var bodies = message instanceof Batch ? batches : larger;
            bodies.add(Messages.encode(message));
        }
        send(batchesUrl, batches, within);
        send(largeUrl, larger, within);
    }

    @Override
    public int maxBatchBytes() {
        return maxMessageBytes(batchesUrl) - DeadLetter.MAX_BYTES;
    }

    @Override
    public void delete(ReceivedMessage message) {
        SqsErrors.translated(
                "DeleteMessage",
                message.queue().url(),
                () ->
                        sqs.deleteMessage(delete ->
                                delete.queueUrl(message.queue().url())
                                        .receiptHandle(message.receipt())));
    }

    @Override
    public void changeVisibility(ReceivedMessage message, Duration fromNow) {
        var within = within(fromNow, MAX_VISIBILITY);
        SqsErrors.translated(
                "ChangeMessageVisibility",
                message.queue().url(),
                () ->
                        sqs.changeMessageVisibility(change ->
                                change.queueUrl(message.queue().url())
                                        .receiptHandle(message.receipt())
                                        .visibilityTimeout((int) within.toSeconds())));
    }

    @Override
    public void deadLetter(ReceivedMessage message, DeadLetter reason) {
        String url = message.queue().deadLetterUrl();
        var attributes =
                reason.attributes(message).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> text(e.getValue())));
        SqsErrors.translated(
                "SendMessage",
                url,
                () ->
                        sqs.sendMessage(send ->
                                send.queueUrl(url)
                                        .messageBody(message.body())
                                        .messageAttributes(attributes)));
    }

    /// A single message, such as a continuation shortly before the time-out, asks the queue
    /// nothing.
    private void send(String url, List<String> bodies, Duration delay) {
        if (bodies.size() > 1) {
            sender.send(url, maxMessageBytes(url), bodies, delay);
        } else if (!bodies.isEmpty()) {
            sender.sendTogether(url, bodies, delay);
        }
    }

    private int maxMessageBytes(String url) {
        return maxMessageBytes.computeIfAbsent(url, this::askMaxMessageBytes);
    }

    /// As the queue says: it differs between partitions and may be lowered by its owner.
    private int askMaxMessageBytes(String url) {
        var attribute = QueueAttributeName.MAXIMUM_MESSAGE_SIZE;
        var answer =
                SqsErrors.translated(
                        "GetQueueAttributes",
                        url,
                        () ->
                                sqs.getQueueAttributes(
                                        get -> get.queueUrl(url).attributeNames(attribute)));
        return Integer.parseInt(answer.attributes().getOrDefault(attribute, LEAST_MESSAGE_BYTES));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    /// A message that comes too early is looked at once more; one whose time SQS refuses would be
    /// lost, or come at once.
    private static Duration within(Duration time, Duration most) {
        if (time.isNegative()) {
            return Duration.ZERO;
        }
        return time.compareTo(most) > 0 ? most : time;
    }
}
