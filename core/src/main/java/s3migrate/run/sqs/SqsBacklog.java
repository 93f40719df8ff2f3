package s3migrate.run.sqs;

import java.util.List;
import s3migrate.job.sqs.SqsErrors;
import s3migrate.run.Backlog;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Asks SQS for the visible messages of queues. Those in flight, or returned with a backoff, are
/// not visible: one object that fails again and again is no backlog.
public final class SqsBacklog implements Backlog {

    private static final QueueAttributeName VISIBLE =
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

    private final SqsClient sqs;
    private final List<String> urls;

    public SqsBacklog(SqsClient sqs, List<String> urls) {
        this.sqs = sqs;
        this.urls = List.copyOf(urls);
    }

    @Override
    public long waiting() {
        return urls.stream().mapToLong(this::visible).sum();
    }

    private long visible(String url) {
        var answer =
                SqsErrors.translated(
                        "GetQueueAttributes",
                        url,
                        () ->
                                sqs.getQueueAttributes(
                                        get -> get.queueUrl(url).attributeNames(VISIBLE)));
        return Long.parseLong(answer.attributes().getOrDefault(VISIBLE, "0"));
    }
}
