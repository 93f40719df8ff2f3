package s3migrate.sandbox.s3.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import s3migrate.sandbox.s3.store.Change;
import s3migrate.sandbox.s3.store.Ids;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Caller;

/// Writes events as EventBridge gets them: one object, its key not encoded.
///
/// @param accountId of the bucket
record EventBridgeRecord(String accountId) implements EventForm {
    @Override
    public String json(Change change, String ruleId) {
        boolean created = change.kind().eventName().startsWith("ObjectCreated");
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", created ? "Object Created" : "Object Deleted")
                .put("source", "aws.s3")
                .put("account", accountId)
                .put("time", change.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", change.region());
        event.putArray("resources")
                .add("arn:" + Caller.partitionOf(change.region()) + ":s3:::" + change.bucket());
        ObjectNode detail = event.putObject("detail").put("version", "0");
        detail.putObject("bucket").put("name", change.bucket());
        describe(change, created, detail.putObject("object"));
        detail.put("request-id", Ids.random(16))
                .put("requester", accountId)
                .put("source-ip-address", "127.0.0.1")
                .put("reason", reason(change.kind()));
        if (!created) {
            detail.put(
                    "deletion-type",
                    change.kind() == Change.Kind.DELETE_MARKER
                            ? "Delete Marker Created"
                            : "Permanently Deleted");
        }
        return event.toString();
    }

    private static void describe(Change change, boolean created, ObjectNode object) {
        object.put("key", change.key());
        if (created && change.version() instanceof ObjectVersion version) {
            object.put("size", version.size()).put("etag", version.etag());
        }
        if (change.versioned()) {
            object.put("version-id", change.version().versionId());
        }
        object.put("sequencer", EventRecord.sequencer(change));
    }

    private static String reason(Change.Kind kind) {
        return switch (kind) {
            case PUT -> "PutObject";
            case COPY -> "CopyObject";
            case COMPLETE -> "CompleteMultipartUpload";
            case DELETE, DELETE_MARKER -> "DeleteObject";
        };
    }
}
