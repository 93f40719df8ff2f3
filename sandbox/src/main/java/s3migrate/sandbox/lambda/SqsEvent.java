package s3migrate.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.ReceivedMessage;

/// Writes received messages as the event that Lambda hands to a function.
final class SqsEvent {
    private SqsEvent() {}

    static String of(List<ReceivedMessage> messages, Queue queue, String region) {
        var event = Json.object();
        var records = event.putArray("Records");
        for (var message : messages) {
            var written = records.addObject();
            written.put("messageId", message.id());
            written.put("receiptHandle", message.receiptHandle());
            written.put("body", message.body());
            var attributes = written.putObject("attributes");
            message.attributes().forEach(attributes::put);
            writeAttributes(message, written.putObject("messageAttributes"));
            written.put("md5OfBody", message.md5OfBody());
            written.put("eventSource", "aws:sqs");
            written.put("eventSourceARN", queue.arn());
            written.put("awsRegion", region);
        }
        return event.toString();
    }

    private static void writeAttributes(ReceivedMessage message, ObjectNode json) {
        message.messageAttributes()
                .forEach((name, attribute) -> {
                    var written = json.putObject(name);
                    written.put(
                            attribute.binary() ? "binaryValue" : "stringValue", attribute.value());
                    written.putArray("stringListValues");
                    written.putArray("binaryListValues");
                    written.put("dataType", attribute.dataType());
                });
    }
}
