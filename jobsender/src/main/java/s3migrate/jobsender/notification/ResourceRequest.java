package s3migrate.jobsender.notification;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What CloudFormation asks for: its custom resource request, as far as it concerns us.
record ResourceRequest(Map<String, Object> fields) {

    /// Begins the id of a resource that was refused. No bucket's name has a `/`.
    private static final String OF_NOTHING = Told.ID + "/refused/";

    /// Whether the resource is to be gone afterwards.
    boolean isDelete() {
        return text("RequestType").equals("Delete");
    }

    private boolean isCreate() {
        return text("RequestType").equals("Create");
    }

    /// Where the answer goes.
    String answerUrl() {
        return text("ResponseURL");
    }

    Wish wish() {
        var properties = map(fields.get("ResourceProperties"));
        return new Wish(
                text(properties, "Bucket"),
                text(properties, "Account"),
                text(properties, "QueueArn"),
                text(properties, "Prefix"),
                properties.get("Events") instanceof List<?> events
                        ? events.stream().map(Object::toString).toList()
                        : List.of());
    }

    /// Whether it is to be taken back that nothing was written.
    boolean isOfNothing() {
        return text("PhysicalResourceId").startsWith(OF_NOTHING);
    }

    /// The bucket is the resource's identity: with another name CloudFormation asks us to leave the
    /// old bucket.
    String physicalId(Outcome outcome) {
        if (isDelete() && fields.containsKey("PhysicalResourceId")) {
            return text("PhysicalResourceId");
        }
        boolean nothing = isCreate() && outcome instanceof Outcome.Refused;
        return (nothing ? OF_NOTHING : Told.ID + "/") + wish().bucket();
    }

    String text(String name) {
        return text(fields, name);
    }

    private static String text(Map<?, ?> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "").toString();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
