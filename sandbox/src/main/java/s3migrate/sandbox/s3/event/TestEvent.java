package s3migrate.sandbox.s3.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import s3migrate.sandbox.s3.store.Ids;

/// What S3 sends to a destination when notifications to it are set up.
public final class TestEvent {
    private TestEvent() {}

    public static String json(String bucket, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Service", "Amazon S3")
                .put("Event", "s3:TestEvent")
                .put("Time", now.toString())
                .put("Bucket", bucket)
                .put("RequestId", Ids.random(16))
                .put("HostId", Ids.random(76))
                .toString();
    }
}
