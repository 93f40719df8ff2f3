package s3migrate.run.sqs;

import s3migrate.job.JobQueueException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// The one place where the SDK's exceptions become ours, after the SDK's own retries.
final class SqsFailures {

    private SqsFailures() {}

    static JobQueueException of(String verb, String queue, SdkException e) {
        String code =
                e instanceof SqsException answered && answered.awsErrorDetails() != null
                        ? answered.awsErrorDetails().errorCode()
                        : "NoAnswer";
        return new JobQueueException(code, "%s %s: %s".formatted(verb, queue, e.getMessage()), e);
    }
}
