package s3migrate.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends each message, a number, back to its queue as the next number, until it reaches the
/// variable LAST.
public final class LoopFunction implements RequestHandler<Map<String, Object>, String> {
    private static final SqsClient SQS =
            SqsClient.builder().httpClient(Apache5HttpClient.create()).build();

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        if (!(event.get("Records") instanceof List<?> records)) return "";
        for (var untyped : records) {
            if (!(untyped instanceof Map<?, ?> message)) continue;
            int number = Integer.parseInt(String.valueOf(message.get("body")));
            if (number < Integer.parseInt(System.getenv("LAST")))
                SQS.sendMessage(r ->
                        r.queueUrl(System.getenv("QUEUE_URL"))
                                .messageBody(Integer.toString(number + 1)));
        }
        return "";
    }
}
