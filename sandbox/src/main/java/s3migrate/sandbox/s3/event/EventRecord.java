package s3migrate.sandbox.s3.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import s3migrate.sandbox.s3.store.Change;
import s3migrate.sandbox.s3.store.Ids;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Caller;
import s3migrate.sandbox.s3.wire.PercentEncoding;

/// Writes the JSON of an event, version 2.1.
final class EventRecord {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventRecord() {}

    static String json(Change change, String configurationId) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode event = root.putArray("Records").addObject();
        event.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", change.region())
                .put("eventTime", TIME.format(change.at()))
                .put("eventName", change.kind().eventName());
        event.putObject("userIdentity").put("principalId", "AWS:SANDBOX");
        event.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        event.putObject("responseElements")
                .put("x-amz-request-id", Ids.random(16))
                .put("x-amz-id-2", Ids.random(76));
        ObjectNode s3 =
                event.putObject("s3")
                        .put("s3SchemaVersion", "1.0")
                        .put("configurationId", configurationId);
        ObjectNode bucket = s3.putObject("bucket").put("name", change.bucket());
        bucket.putObject("ownerIdentity").put("principalId", "SANDBOX");
        bucket.put(
                "arn", "arn:" + Caller.partitionOf(change.region()) + ":s3:::" + change.bucket());
        describe(change, s3.putObject("object"));
        return root.toString();
    }

    /// Removals carry neither size nor, except for markers, an ETag.
    private static void describe(Change change, ObjectNode object) {
        object.put("key", PercentEncoding.encodeKey(change.key()));
        boolean created = change.kind().eventName().startsWith("ObjectCreated");
        if (created && change.version() instanceof ObjectVersion version) {
            object.put("size", version.size()).put("eTag", version.etag());
        } else if (change.kind() == Change.Kind.DELETE_MARKER) {
            object.put("eTag", "d41d8cd98f00b204e9800998ecf8427e");
        }
        if (change.versioned()) {
            object.put("versionId", change.version().versionId());
        }
        object.put("sequencer", sequencer(change));
    }

    static String sequencer(Change change) {
        return String.format("%018X", change.sequence());
    }
}
