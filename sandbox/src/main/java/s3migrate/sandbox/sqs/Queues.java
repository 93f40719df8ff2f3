package s3migrate.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.sqs.ReceivedMessage.MessageAttribute;

/// The queues as code inside this JVM uses them, without credentials and without the AWS SDK.
///
/// Any thread may call. A call on a closed server throws an [java.io.UncheckedIOException]; a
/// refused one an [IllegalStateException] with SQS's answer.
public final class Queues {
    /// Messages in one request (SQS quotas).
    public static final int MAX_BATCH = 10;

    private final SqsCalls calls;

    Queues(SqsCalls calls) {
        this.calls = calls;
    }

    public Queue create(QueueDefinition definition) throws InterruptedException {
        var attributes =
                Json.object()
                        .put(
                                "VisibilityTimeout",
                                Long.toString(definition.visibility().toSeconds()));
        definition
                .deadLetters()
                .ifPresent(letters ->
                        attributes.put(
                                "RedrivePolicy",
                                Json.object()
                                        .put("deadLetterTargetArn", letters.queue().arn())
                                        .put("maxReceiveCount", letters.maxReceiveCount())
                                        .toString()));
        var request = Json.object().put("QueueName", definition.name());
        request.set("Attributes", attributes);
        return queue(definition.name(), calls.call("CreateQueue", request));
    }

    /// The message's id.
    public String send(String queueUrl, String body) throws InterruptedException {
        return send(queueUrl, body, Map.of());
    }

    public String send(String queueUrl, String body, Map<String, MessageAttribute> attributes)
            throws InterruptedException {
        var request = on(queueUrl).put("MessageBody", body);
        var written = request.putObject("MessageAttributes");
        attributes.forEach((name, attribute) ->
                written.putObject(name)
                        .put("DataType", attribute.dataType())
                        .put(
                                attribute.binary() ? "BinaryValue" : "StringValue",
                                attribute.value()));
        return calls.call("SendMessage", request).path("MessageId").asText();
    }

    /// Up to `max` messages, at most 10, with every attribute; waits up to `wait`, in whole
    /// seconds, for the first.
    public List<ReceivedMessage> receive(String queueUrl, int max, Duration wait)
            throws InterruptedException {
        return receive(on(queueUrl).put("WaitTimeSeconds", wait.toSeconds()), max);
    }

    private List<ReceivedMessage> receive(ObjectNode request, int max) throws InterruptedException {
        request.put("MaxNumberOfMessages", Math.min(max, MAX_BATCH));
        request.putArray("MessageSystemAttributeNames").add("All");
        request.putArray("MessageAttributeNames").add("All");
        var messages = calls.call("ReceiveMessage", request).path("Messages");
        return StreamSupport.stream(messages.spliterator(), false)
                .map(ReceivedMessage::of)
                .toList();
    }

    /// Every visible message of a queue that nobody else reads, such as a dead-letter queue. They
    /// stay, each with one receive more on its count.
    public List<ReceivedMessage> inspect(String queueUrl) throws InterruptedException {
        var found = new ArrayList<ReceivedMessage>();
        List<ReceivedMessage> page;
        do {
            page = receive(on(queueUrl).put("VisibilityTimeout", 60), MAX_BATCH);
            found.addAll(page);
        } while (!page.isEmpty());
        for (var message : found)
            calls.call(
                    "ChangeMessageVisibility",
                    on(queueUrl)
                            .put("ReceiptHandle", message.receiptHandle())
                            .put("VisibilityTimeout", 0));
        return found;
    }

    /// Deletes what can be deleted: a receipt handle that a later receive made void is passed over.
    public void delete(String queueUrl, List<String> receiptHandles) throws InterruptedException {
        for (int from = 0; from < receiptHandles.size(); from += MAX_BATCH) {
            var request = on(queueUrl);
            var entries = request.putArray("Entries");
            int to = Math.min(from + MAX_BATCH, receiptHandles.size());
            for (int i = from; i < to; i++)
                entries.addObject()
                        .put("Id", Integer.toString(i))
                        .put("ReceiptHandle", receiptHandles.get(i));
            calls.call("DeleteMessageBatch", request);
        }
    }

    public QueueCounts counts(String queueUrl) throws InterruptedException {
        var found = attributes(queueUrl);
        return new QueueCounts(
                Integer.parseInt(found.getOrDefault("ApproximateNumberOfMessages", "0")),
                Integer.parseInt(found.getOrDefault("ApproximateNumberOfMessagesNotVisible", "0")),
                Integer.parseInt(found.getOrDefault("ApproximateNumberOfMessagesDelayed", "0")));
    }

    public Duration visibility(String queueUrl) throws InterruptedException {
        return Duration.ofSeconds(
                Long.parseLong(attributes(queueUrl).getOrDefault("VisibilityTimeout", "30")));
    }

    /// The queue's dead-letter queue, if its redrive policy names one.
    public Optional<Queue> deadLetterQueue(String queueUrl) throws InterruptedException {
        var policy = attributes(queueUrl).get("RedrivePolicy");
        if (policy == null) return Optional.empty();
        var arn = Json.parse(policy).path("deadLetterTargetArn").asText();
        var name = arn.substring(arn.lastIndexOf(':') + 1);
        return Optional.of(
                queue(name, calls.call("GetQueueUrl", Json.object().put("QueueName", name))));
    }

    private Queue queue(String name, JsonNode answer) throws InterruptedException {
        var url = answer.path("QueueUrl").asText();
        return new Queue(name, url, attributes(url).getOrDefault("QueueArn", ""));
    }

    private Map<String, String> attributes(String queueUrl) throws InterruptedException {
        var request = on(queueUrl);
        request.putArray("AttributeNames").add("All");
        var found = new HashMap<String, String>();
        calls.call("GetQueueAttributes", request)
                .path("Attributes")
                .properties()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().asText()));
        return found;
    }

    private static ObjectNode on(String queueUrl) {
        return Json.object().put("QueueUrl", queueUrl);
    }
}
