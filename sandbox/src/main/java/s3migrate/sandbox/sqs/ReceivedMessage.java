package s3migrate.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One receive of one message: `receiptHandle` stands for this receive, `id` for the message.
///
/// @param attributes SQS's own, such as ApproximateReceiveCount and AWSTraceHeader
/// @param messageAttributes the sender's
public record ReceivedMessage(
        String id,
        String receiptHandle,
        String body,
        String md5OfBody,
        Map<String, String> attributes,
        Map<String, MessageAttribute> messageAttributes) {

    /// A value of the sender's: text for `String` and `Number` types, base64 for `Binary`.
    public record MessageAttribute(String dataType, String value) {
        public static MessageAttribute string(String value) {
            return new MessageAttribute("String", value);
        }

        public boolean binary() {
            return dataType.startsWith("Binary");
        }
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public int receiveCount() {
        return attribute("ApproximateReceiveCount").map(Integer::valueOf).orElse(1);
    }

    static ReceivedMessage of(JsonNode json) {
        var attributes = new TreeMap<String, String>();
        json.path("Attributes")
                .properties()
                .forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asText()));
        var messageAttributes = new TreeMap<String, MessageAttribute>();
        json.path("MessageAttributes")
                .properties()
                .forEach(entry ->
                        messageAttributes.put(entry.getKey(), attributeOf(entry.getValue())));
        return new ReceivedMessage(
                json.path("MessageId").asText(),
                json.path("ReceiptHandle").asText(),
                json.path("Body").asText(),
                json.path("MD5OfBody").asText(),
                attributes,
                messageAttributes);
    }

    private static MessageAttribute attributeOf(JsonNode json) {
        var value = json.has("BinaryValue") ? json.path("BinaryValue") : json.path("StringValue");
        return new MessageAttribute(json.path("DataType").asText(), value.asText());
    }
}
