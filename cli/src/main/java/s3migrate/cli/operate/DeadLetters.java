package s3migrate.cli.operate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import s3migrate.job.JobQueueException;
import s3migrate.job.Routing;
import s3migrate.job.sqs.SqsErrors;
import s3migrate.route.IgnoreList;
import s3migrate.route.Routes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// The dead-letter queues of a system. Looking at a letter hides it from others for a while; what
/// is not removed is given back at the end.
record DeadLetters(DeployedSystem system, Routing routing) {

    private static final int MOST_AT_ONCE = 10;

    /// Every server of a queue is asked, not a sample of them.
    private static final int WAIT_SECONDS = 1;

    /// How long one stays hidden if we are killed.
    private static final int HIDDEN_SECONDS = 900;

    /// Below the 120,000 messages that SQS lets be received at once.
    private static final int MOST_HELD = 100_000;

    static DeadLetters of(DeployedSystem system, Routes routes) {
        return new DeadLetters(system, new Routing(routes, IgnoreList.parse("")));
    }

    /// Looks at each letter once. The queues are gone through at the same time. {@link
    /// JobQueueException} ends it where letters that were to be deleted stay; they are hidden for a
    /// while then.
    ///
    /// @param removed whether a letter is to be deleted; called by several threads
    void each(Predicate<DeadLetter> removed) {
        system.queues().stream()
                .gather(
                        Gatherers.mapConcurrent(
                                system.queues().size(), queue -> each(queue, removed)))
                .forEach(_ -> {});
    }

    private DeployedSystem.NamedQueue each(
            DeployedSystem.NamedQueue queue, Predicate<DeadLetter> removed) {
        String url = queue.address().deadLetterUrl();
        var kept = new ArrayList<String>();
        try {
            for (var page = receive(url);
                    !page.isEmpty() && kept.size() < MOST_HELD;
                    page = receive(url)) {
                var gone = new ArrayList<String>();
                for (var message : page) {
                    var letter = DeadLetter.of(received(queue, message), routing);
                    (removed.test(letter) ? gone : kept).add(message.receiptHandle());
                }
                delete(url, gone);
            }
        } finally {
            kept.stream()
                    .gather(Gatherers.windowFixed(MOST_AT_ONCE))
                    .forEach(some -> giveBack(url, some));
        }
        return queue;
    }

    private List<Message> receive(String url) {
        return SqsErrors.translated(
                "ReceiveMessage",
                url,
                () ->
                        sqs().receiveMessage(ask ->
                                        ask.queueUrl(url)
                                                .maxNumberOfMessages(MOST_AT_ONCE)
                                                .waitTimeSeconds(WAIT_SECONDS)
                                                .visibilityTimeout(HIDDEN_SECONDS)
                                                .messageAttributeNames("All")
                                                .messageSystemAttributeNames(
                                                        MessageSystemAttributeName.SENT_TIMESTAMP))
                                .messages());
    }

    private static DeadLetter.Received received(DeployedSystem.NamedQueue queue, Message message) {
        var attributes =
                message.messageAttributes().entrySet().stream()
                        .filter(one -> one.getValue().stringValue() != null)
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, one -> one.getValue().stringValue()));
        var sent =
                message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0");
        return new DeadLetter.Received(
                queue,
                message.receiptHandle(),
                message.body(),
                Instant.ofEpochMilli(Long.parseLong(sent)),
                attributes);
    }

    private void delete(String url, List<String> receipts) {
        var entries =
                receipts.stream()
                        .map(receipt ->
                                DeleteMessageBatchRequestEntry.builder()
                                        .id(Integer.toString(receipts.indexOf(receipt)))
                                        .receiptHandle(receipt)
                                        .build())
                        .toList();
        if (!entries.isEmpty()) {
            var failed =
                    SqsErrors.translated(
                                    "DeleteMessageBatch",
                                    url,
                                    () ->
                                            sqs().deleteMessageBatch(ask ->
                                                    ask.queueUrl(url).entries(entries)))
                            .failed();
            requireNone(failed, url, entries.size());
        }
    }

    private static void requireNone(List<BatchResultErrorEntry> failed, String url, int all) {
        if (!failed.isEmpty()) {
            var first = failed.getFirst();
            throw new JobQueueException(
                    first.code(),
                    "DeleteMessageBatch %s: %d of %d letters stay there, the first for %s, %s"
                            .formatted(url, failed.size(), all, first.code(), first.message()));
        }
    }

    private void giveBack(String url, List<String> receipts) {
        var entries =
                receipts.stream()
                        .map(receipt ->
                                ChangeMessageVisibilityBatchRequestEntry.builder()
                                        .id(Integer.toString(receipts.indexOf(receipt)))
                                        .receiptHandle(receipt)
                                        .visibilityTimeout(0)
                                        .build())
                        .toList();
        SqsErrors.translated(
                "ChangeMessageVisibilityBatch",
                url,
                () ->
                        sqs().changeMessageVisibilityBatch(
                                        ask -> ask.queueUrl(url).entries(entries)));
    }

    private SqsClient sqs() {
        return system.sqs();
    }
}
