package s3migrate.sandbox.json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A POST by a known key to a service whose SDK client is not on the class path.
public final class RawCall {
    private RawCall() {}

    public static HttpResponse<String> json(URI uri, String target, String body)
            throws IOException, InterruptedException {
        return send(request(uri, body).header("X-Amz-Target", target));
    }

    public static HttpResponse<String> form(URI uri, String form)
            throws IOException, InterruptedException {
        return send(request(uri, form).header("Content-Type", "application/x-www-form-urlencoded"));
    }

    private static HttpRequest.Builder request(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential="
                                + Clients.KNOWN
                                + "/20260101/r/s/aws4_request")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
