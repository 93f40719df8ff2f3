package s3migrate.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.job.Message.Events;
import s3migrate.job.ObjectEvent.Kind;
import s3migrate.object.ObjectLocation;

/// Reads what S3 says about objects: its own notifications, and those that come by EventBridge.
final class S3Notifications {

    private S3Notifications() {}

    /// S3's own: every record. Keys are URL-encoded.
    static Optional<Message> direct(JsonFields root) {
        var events = new ArrayList<ObjectEvent>();
        for (var record : root.list("Records")) {
            direct(record, record.in("s3")).ifPresent(events::add);
        }
        return root.build(() -> new Events(events));
    }

    private static Optional<ObjectEvent> direct(JsonFields record, JsonFields s3) {
        String name = record.neededText("eventName", "an event such as ObjectCreated:Put");
        var time = record.time("eventTime");
        String bucket = s3.in("bucket").bucket("name");
        var object = s3.in("object");
        String key = object.urlEncodedKey("key");
        var size = object.size("size");
        var versionId = object.versionId("versionId");
        return record.build(() ->
                new ObjectEvent(
                        new ObjectLocation(bucket, key), kind(name), size, versionId, time));
    }

    /// EventBridge's: one object. Its key is not encoded.
    static Optional<Message> eventBridge(JsonFields root) {
        String type = root.neededText("detail-type", "a detail type such as Object Created");
        if (!root.text("source", "aws.s3").equals(Optional.of("aws.s3"))) {
            root.refuse("source", "aws.s3");
        }
        var time = root.time("time");
        var detail = root.in("detail");
        String bucket = detail.in("bucket").bucket("name");
        var object = detail.in("object");
        String key = object.key("key");
        var size = object.size("size");
        var versionId = object.versionId("version-id");
        var reason = detail.text("reason", "a text");
        return root.build(() ->
                        new ObjectEvent(
                                new ObjectLocation(bucket, key),
                                kind(type, reason),
                                size,
                                versionId,
                                time))
                .map(event -> new Events(List.of(event)));
    }

    /// Some S3-compatible stores write the name with the prefix S3 uses in its configuration only.
    private static Kind kind(String eventName) {
        String name = eventName.startsWith("s3:") ? eventName.substring(3) : eventName;
        return switch (name.split(":", 2)[0]) {
            case "ObjectCreated" -> Kind.CREATED;
            case "ObjectRemoved" -> Kind.REMOVED;
            case "LifecycleExpiration" -> Kind.REMOVED_BY_LIFECYCLE;
            default -> Kind.OTHER;
        };
    }

    private static Kind kind(String detailType, Optional<String> reason) {
        return switch (detailType) {
            case "Object Created" -> Kind.CREATED;
            case "Object Deleted" ->
                    reason.equals(Optional.of("Lifecycle Expiration"))
                            ? Kind.REMOVED_BY_LIFECYCLE
                            : Kind.REMOVED;
            default -> Kind.OTHER;
        };
    }
}
