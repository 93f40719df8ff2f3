package s3migrate.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import s3migrate.job.Message.Malformed;
import s3migrate.job.Message.TestEvent;
import s3migrate.route.BrokenJson;
import s3migrate.route.Faults;

/// The JSON of queue messages, as `docs/contracts.md` describes it. Messages are told apart by
/// their fields; unknown fields are ignored.
public final class Messages {

    private static final List<String> ORDER_FIELDS =
            List.of("Src_bucket", "Src_key", "Des_bucket", "Des_key");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Messages() {}

    /// What a queue's message turned out to be; never an exception.
    public static Message decode(String body) {
        var faults = Faults.withValues();
        var message = parse(body, faults).flatMap(json -> direct(json, faults));
        return message.orElseGet(() -> new Malformed(faults.toString()));
    }

    /// One of our messages: JSON of ASCII characters only, because SQS refuses some others. Its
    /// length in characters is its size in bytes.
    ///
    /// @throws IllegalArgumentException if a text is not Unicode: half of a surrogate pair
    public static String encode(Message.Ours message) {
        return switch (message) {
            case Message.SingleJob(var job) -> MessageWriter.job(job);
            case Message.Continuation(var job, var generation) ->
                    MessageWriter.continuation(job, generation);
            case Slice slice -> MessageWriter.slice(slice);
            case Message.Sweep(var route) -> MessageWriter.sweep(route);
            case Batch batch -> BatchWriter.batch(batch);
        };
    }

    /// SNS puts the text it was given into an envelope.
    private static Optional<Message> direct(JsonFields json, Faults faults) {
        if (json.has("Message") && json.has("TopicArn")) {
            String inner = json.neededText("Message", "the text of a message");
            var inside = Faults.withValues();
            var message = parse(inner, inside).flatMap(fields -> byShape(fields));
            faults.addAll("in the SNS message", inside);
            return message;
        }
        return byShape(json);
    }

    private static Optional<Message> byShape(JsonFields json) {
        if (json.has("v")) {
            return MessageReader.ours(json);
        }
        if (json.has("Records")) {
            return S3Notifications.direct(json);
        }
        if (json.has("detail-type")) {
            return S3Notifications.eventBridge(json);
        }
        if (ORDER_FIELDS.stream().anyMatch(json::has)) {
            return MessageReader.ordered(json);
        }
        if (json.text("Event", "s3:TestEvent").equals(Optional.of("s3:TestEvent"))) {
            return Optional.of(new TestEvent());
        }
        json.faults()
                .refuse(
                        "message with the fields",
                        String.join(", ", json.names()),
                        "an S3 event (Records, detail-type or Event: s3:TestEvent), a copy order (%s) or a message of our own (v)"
                                .formatted(String.join(", ", ORDER_FIELDS)));
        return Optional.empty();
    }

    private static Optional<JsonFields> parse(String text, Faults faults) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return Optional.of(new JsonFields(json, "", faults));
            }
            faults.refuse("message", text, "a JSON object");
        } catch (JsonProcessingException notJson) {
            faults.refuse(
                    "message", text, "a JSON object (%s)".formatted(BrokenJson.place(notJson)));
        }
        return Optional.empty();
    }
}
