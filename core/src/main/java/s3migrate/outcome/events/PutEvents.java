package s3migrate.outcome.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.utils.IoUtils;

/// EventBridge's PutEvents, one attempt at a time. Serves many threads.
final class PutEvents {

    private static final String OPERATION = "AWSEvents.PutEvents";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    /// Answers of a bus that may take the same later, of a request or of one event of it.
    private static final Set<String> PASSING =
            Set.of(
                    "ThrottlingException",
                    "Throttling",
                    "RequestLimitExceeded",
                    "LimitExceededException",
                    "InternalFailure",
                    "InternalException",
                    "ServiceUnavailable",
                    "RequestTimeout",
                    "ExpiredTokenException");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Supplier<BusConnection> opener;
    private @Nullable BusConnection connection; // guarded by this

    /// @param opener is called by the first event: most programs never send one
    PutEvents(Supplier<BusConnection> opener) {
        this.opener = opener;
    }

    /// What became of the events of a request.
    sealed interface Answer {

        /// Why not all are taken.
        String reason();

        /// All are on the bus.
        record Taken() implements Answer {
            @Override
            public String reason() {
                return "nothing";
            }
        }

        /// These are not, and may be the next time.
        record Again(List<Entry> failed, String reason) implements Answer {}

        /// Some are not, and never will be.
        record Refused(String reason) implements Answer {}
    }

    /// Where requests go.
    URI endpoint() {
        return connection().endpoint();
    }

    private synchronized BusConnection connection() {
        var open = connection;
        if (open == null) {
            open = opener.get();
            connection = open;
        }
        return open;
    }

    /// Sends them in one request.
    Answer put(List<Entry> entries) {
        try {
            return post(entries);
        } catch (IOException | SdkException broken) {
            return new Answer.Again(entries, String.valueOf(broken.getMessage()));
        }
    }

    private Answer post(List<Entry> entries) throws IOException {
        var to = connection();
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(to.endpoint())
                        .putHeader("Content-Type", CONTENT_TYPE)
                        .putHeader("X-Amz-Target", OPERATION)
                        .build();
        var body = ContentStreamProvider.fromUtf8String(body(entries));
        var signed =
                signer.sign(sign ->
                        sign.identity(to.credentials().resolveCredentials())
                                .request(request)
                                .payload(body)
                                .putProperty(
                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME, BusConnection.SERVICE)
                                .putProperty(AwsV4HttpSigner.REGION_NAME, to.region().id()));
        var call =
                HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(body)
                        .build();
        var response = to.http().prepareRequest(call).call();
        try (var answer = response.responseBody().orElseThrow()) {
            return answer(
                    entries,
                    response.httpResponse().statusCode(),
                    JSON.readTree(IoUtils.toUtf8String(answer)));
        }
    }

    private static String body(List<Entry> entries) throws JsonProcessingException {
        var request = JSON.createObjectNode();
        var list = request.putArray("Entries");
        for (var entry : entries) {
            list.addObject()
                    .put("Source", Entry.SOURCE)
                    .put("DetailType", entry.detailType())
                    .put("Detail", entry.detail());
        }
        return JSON.writeValueAsString(request);
    }

    private static Answer answer(List<Entry> entries, int status, JsonNode json) {
        if (status == 200) {
            return answer(entries, json.path("Entries"));
        }
        var type = json.path("__type").asText("");
        var code = type.substring(type.indexOf('#') + 1);
        var reason =
                "%s, %s (status %d)"
                        .formatted(code, json.path("message").asText("no message"), status);
        return status >= 500 || status == 429 || PASSING.contains(code)
                ? new Answer.Again(entries, reason)
                : new Answer.Refused(reason);
    }

    private static Answer answer(List<Entry> entries, JsonNode results) {
        var failed = new ArrayList<Entry>();
        var reason = Optional.<String>empty();
        for (int i = 0; i < entries.size(); i++) {
            var code = results.path(i).path("ErrorCode").asText("");
            if (code.isEmpty()) {
                continue;
            }
            var why = "%s, %s".formatted(code, results.path(i).path("ErrorMessage").asText(""));
            if (!PASSING.contains(code)) {
                return new Answer.Refused(why);
            }
            failed.add(entries.get(i));
            reason = Optional.of(why);
        }
        return reason.<Answer>map(why -> new Answer.Again(failed, why))
                .orElseGet(Answer.Taken::new);
    }
}
