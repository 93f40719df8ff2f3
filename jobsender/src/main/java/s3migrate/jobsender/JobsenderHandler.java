package s3migrate.jobsender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import s3migrate.job.ReceivedMessage;
import s3migrate.price.Invocation;
import s3migrate.time.Deadline;

/// The Lambda entry of the jobsender: messages of the runs queue in, those that come back out.
public final class JobsenderHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final Wiring wiring;

    /// As Lambda makes it, once per execution environment.
    public JobsenderHandler() {
        this(System.getenv(), System.out);
    }

    /// With settings from elsewhere than this process's environment.
    public JobsenderHandler(Map<String, String> environment, PrintStream log) {
        wiring = Wiring.of(environment, log);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var clock = InstantSource.system();
        var began = clock.instant();
        var deadline =
                Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock)
                        .earlierBy(wiring.settings().margin());
        var failures = new ArrayList<BatchItemFailure>();
        try {
            for (var message : event.getRecords()) {
                if (!wiring.jobsender().settle(incoming(message, context), deadline)) {
                    failures.add(new BatchItemFailure(message.getMessageId()));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: all messages come back", stopped);
        } catch (Error broken) {
            // A JVM that ran out of memory or lost a class would fail the next invocation too:
            // Lambda starts a fresh one.
            broken.printStackTrace();
            Runtime.getRuntime().halt(1);
            throw broken;
        } finally {
            var took = Duration.between(began, clock.instant());
            wiring.measures().invoked(new Invocation(context.getMemoryLimitInMB(), took));
            wiring.measures().flush();
        }
        return new SQSBatchResponse(failures);
    }

    private Incoming incoming(SQSMessage message, Context context) {
        var attributes = message.getAttributes();
        return new Incoming(
                new ReceivedMessage(
                        wiring.settings().runs(),
                        message.getMessageId(),
                        message.getReceiptHandle(),
                        message.getBody()),
                Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1")),
                "jobsender/" + context.getAwsRequestId());
    }
}
