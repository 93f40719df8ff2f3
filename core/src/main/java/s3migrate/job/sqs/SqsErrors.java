package s3migrate.job.sqs;

import java.util.function.Supplier;
import s3migrate.job.JobQueueException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// The one place where the SDK's exceptions become ours, after the SDK's own retries.
public final class SqsErrors {

    private SqsErrors() {}

    /// What `call` answers.
    ///
    /// @param verb the request, as SQS names it
    /// @param queue its URL
    /// @throws JobQueueException if it has no answer, or a refusal
    public static <T> T translated(String verb, String queue, Supplier<T> call) {
        try {
            return call.get();
        } catch (SqsException answered) {
            String code = code(answered);
            throw new JobQueueException(
                    code,
                    "%s %s: %s, %s (request id %s)"
                            .formatted(verb, queue, code, text(answered), answered.requestId()),
                    answered);
        } catch (SdkException broken) {
            throw new JobQueueException(
                    "NoAnswer", "%s %s: %s".formatted(verb, queue, broken.getMessage()), broken);
        }
    }

    /// What answered may not have been SQS.
    private static String code(SqsException answered) {
        var details = answered.awsErrorDetails();
        return details == null ? "status " + answered.statusCode() : details.errorCode();
    }

    private static String text(SqsException answered) {
        var details = answered.awsErrorDetails();
        return details == null ? "no AWS error" : details.errorMessage();
    }
}
