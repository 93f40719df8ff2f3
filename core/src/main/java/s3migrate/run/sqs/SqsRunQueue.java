package s3migrate.run.sqs;

import java.time.Duration;
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
    public void send(RunRequest.Go next, Duration after) {
        send(RunMessages.encode(next), after);
    }

    @Override
    public void send(RunRequest.Check next, Duration after) {
        send(RunMessages.encode(next), after);
    }

    private void send(String body, Duration after) {
        SqsErrors.translated(
                "SendMessage",
                url,
                () ->
                        sqs.sendMessage(send ->
                                send.queueUrl(url)
                                        .messageBody(body)
                                        .delaySeconds(delaySeconds(after))));
    }

    /// Up to whole seconds: what came too early would be sent on and on until its time.
    static int delaySeconds(Duration after) {
        return Math.toIntExact(after.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
