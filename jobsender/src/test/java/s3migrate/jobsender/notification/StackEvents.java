package s3migrate.jobsender.notification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What CloudFormation sends to a custom resource's function.
final class StackEvents {

    static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:s3-migrate-events";

    private StackEvents() {}

    /// Asks to tell our queue of new objects under `2024/`.
    ///
    /// @param type `Create`, `Update` or `Delete`
    static Map<String, Object> of(String type, String bucket, String answerUrl) {
        return of(type, bucket, answerUrl, "s3-migrate/photos");
    }

    /// @param id what an earlier answer named the resource; not part of a `Create`
    static Map<String, Object> of(String type, String bucket, String answerUrl, String id) {
        var event = new HashMap<String, Object>();
        event.put("RequestType", type);
        event.put("ResponseURL", answerUrl);
        event.put("StackId", "the stack");
        event.put("RequestId", "the request");
        event.put("LogicalResourceId", "Photos");
        if (!type.equals("Create")) {
            event.put("PhysicalResourceId", id);
        }
        event.put(
                "ResourceProperties",
                Map.of(
                        "ServiceToken",
                        "arn:aws:lambda:eu-west-1:111122223333:function:f",
                        "Bucket",
                        bucket,
                        "Account",
                        "111122223333",
                        "QueueArn",
                        QUEUE,
                        "Prefix",
                        "2024/",
                        "Events",
                        List.of("s3:ObjectCreated:*")));
        return event;
    }
}
