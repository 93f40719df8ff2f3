package s3migrate.run.sqs;

import s3migrate.job.sqs.SqsErrors;
import s3migrate.run.RunMessages;
import s3migrate.run.RunQueue;
import s3migrate.run.RunRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The runs queue on SQS.
public final class SqsRunQueue implements RunQueue {

    private final SqsClient sqs;
    private final String url;

    public SqsRunQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    @Override
    public void send(RunRequest.Go next) {
        SqsErrors.translated(
                "SendMessage",
                url,
                () ->
                        sqs.sendMessage(
                                send -> send.queueUrl(url).messageBody(RunMessages.encode(next))));
    }
}
