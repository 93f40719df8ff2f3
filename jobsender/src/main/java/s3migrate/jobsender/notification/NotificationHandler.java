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
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// The Lambda entry of the stack's custom resource: one per bucket that is to send its events.
///
/// Create, update and delete may come any number of times. CloudFormation always gets its answer:
/// without one a deploy would wait for an hour.
public final class NotificationHandler implements RequestHandler<Map<String, Object>, String> {

    private static final String DONE = "SUCCESS";
    private static final String REFUSED = "FAILED";

    private final Buckets buckets;
    private final HttpClient http = HttpClient.newHttpClient();

    /// As Lambda makes it.
    public NotificationHandler() {
        this(client(System.getenv()));
    }

    NotificationHandler(S3Client s3) {
        buckets = new Buckets(s3);
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
        var problem = problem(request);
        answer(request, problem.isEmpty() ? DONE : REFUSED, problem.orElse("done"));
        return problem.orElse(DONE);
    }

    /// What kept it from being done; empty if it is.
    private Optional<String> problem(ResourceRequest request) {
        var wish = request.wish();
        String bucket = "bucket %s: ".formatted(wish.bucket());
        try {
            if (request.isDelete()) {
                buckets.stopTelling(wish);
                return Optional.empty();
            }
            return buckets.tell(wish).map(bucket::concat);
        } catch (SdkException refused) {
            return Optional.of(bucket + refused.getMessage());
        }
    }

    private void answer(ResourceRequest request, String status, String reason) {
        var answer = new ObjectMapper().createObjectNode().put("Status", status);
        answer.put("Reason", reason).put("PhysicalResourceId", request.physicalId());
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
