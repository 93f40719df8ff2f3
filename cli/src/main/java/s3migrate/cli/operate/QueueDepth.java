package s3migrate.cli.operate;

import java.util.List;
import s3migrate.job.sqs.SqsErrors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// How many messages a queue has, about, as SQS counts: up to a minute late.
///
/// @param waiting those a worker may take now
/// @param atWork those that workers have, or that wait for their next try
record QueueDepth(String name, long waiting, long atWork, long deadLetters) {

    private static final QueueAttributeName VISIBLE =
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    private static final QueueAttributeName HIDDEN =
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    private static final QueueAttributeName DELAYED =
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;

    static QueueDepth of(SqsClient sqs, DeployedSystem.NamedQueue queue) {
        var live = counts(sqs, queue.address().url());
        var dead = counts(sqs, queue.address().deadLetterUrl());
        return new QueueDepth(
                queue.name(),
                live.get(0),
                live.get(1) + live.get(2),
                dead.stream().mapToLong(Long::longValue).sum());
    }

    long messages() {
        return waiting + atWork;
    }

    private static List<Long> counts(SqsClient sqs, String url) {
        var asked = List.of(VISIBLE, HIDDEN, DELAYED);
        var answer =
                SqsErrors.translated(
                        "GetQueueAttributes",
                        url,
                        () ->
                                sqs.getQueueAttributes(
                                        get -> get.queueUrl(url).attributeNames(asked)));
        return asked.stream()
                .map(count -> Long.parseLong(answer.attributes().getOrDefault(count, "0")))
                .toList();
    }
}
