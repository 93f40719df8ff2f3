package s3migrate.jobsender.notification;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Map;
import s3migrate.jobsender.notification.Outcome.Done;
import s3migrate.jobsender.notification.Outcome.Refused;
import s3migrate.jobsender.notification.Outcome.Unsure;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// The Lambda entry of the stack's custom resource: one per bucket that is to send its events.
///
/// Create, update and delete may come any number of times. CloudFormation always gets its answer:
/// without one a deploy would wait for an hour. After a create that failed it asks for a delete, by
/// the id in our answer: one of its own, where nothing was written, settles that without S3, which
/// would refuse it as well and so keep the stack from being rolled back.
public final class NotificationHandler implements RequestHandler<Map<String, Object>, String> {

    private static final String DONE = "SUCCESS";
    private static final String REFUSED = "FAILED";

    private final Buckets buckets;
    private final HttpClient http = HttpClient.newHttpClient();

    /// As Lambda makes it.
    public NotificationHandler() {
        this(client(System.getenv()), InstantSource.system(), Sleeper.system());
    }

    NotificationHandler(S3Client s3, InstantSource clock, Sleeper sleeper) {
        buckets = new Buckets(s3, clock, sleeper);
    }

    /// Where an endpoint is set, bucket names are in the path.
    private static S3Client client(Map<String, String> environment) {
        return S3Client.builder()
                .forcePathStyle(environment.containsKey("AWS_ENDPOINT_URL_S3"))
                .build();
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        return settle(event);
    }

    /// Does what CloudFormation asks for, and tells it.
    ///
    /// @return what was told
    String settle(Map<String, Object> event) {
        var request = new ResourceRequest(event);
        var outcome = outcome(request);
        answer(request, outcome);
        return status(outcome).equals(DONE) ? DONE : reason(request, outcome);
    }

    /// Whatever breaks, CloudFormation is to be told.
    private Outcome outcome(ResourceRequest request) {
        try {
            if (!request.isDelete()) {
                return buckets.tell(request.wish());
            }
            if (!request.isOfNothing()) {
                buckets.stopTelling(request.wish());
            }
            return new Outcome.Done();
        } catch (SdkException refused) {
            return new Outcome.Unsure(String.valueOf(refused.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Unsure("interrupted");
        } catch (RuntimeException | Error broken) {
            return new Outcome.Unsure(broken.toString());
        }
    }

    private static String status(Outcome outcome) {
        return switch (outcome) {
            case Done _ -> DONE;
            case Refused _, Unsure _ -> REFUSED;
        };
    }

    private static String reason(ResourceRequest request, Outcome outcome) {
        String bucket = "bucket %s: ".formatted(request.wish().bucket());
        return switch (outcome) {
            case Done _ -> "done";
            case Refused(var reason, _) -> bucket + reason;
            case Unsure(var reason) -> bucket + reason;
        };
    }

    private void answer(ResourceRequest request, Outcome outcome) {
        var answer = new ObjectMapper().createObjectNode().put("Status", status(outcome));
        answer.put("Reason", reason(request, outcome));
        answer.put("PhysicalResourceId", request.physicalId(outcome));
        for (var name : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
            answer.put(name, request.text(name));
        }
        // The URL is signed without a content type.
        var put =
                HttpRequest.newBuilder(URI.create(request.answerUrl()))
                        .PUT(BodyPublishers.ofString(answer.toString()))
                        .build();
        try {
            var taken = http.send(put, BodyHandlers.ofString());
            if (taken.statusCode() != 200) {
                throw new IOException("answered HTTP %d".formatted(taken.statusCode()));
            }
        } catch (IOException lost) {
            throw new UncheckedIOException("tell CloudFormation: " + lost.getMessage(), lost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before CloudFormation was told", stopped);
        }
    }
}
