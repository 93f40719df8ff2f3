package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/// Who may ask at all.
abstract class SignaturesContract extends S3Contract {

    @Test
    void refusesAnAccessKeyItDoesNotKnow() {
        try (S3Client stranger = as("AKIASTRANGER", server().credentials().secretAccessKey())) {
            refused(
                    403,
                    "InvalidAccessKeyId",
                    () -> stranger.listObjectsV2(r -> r.bucket(bucket())));
        }
    }

    @Test
    void refusesAWrongSecret() {
        try (S3Client liar = as(server().credentials().accessKeyId(), "guessed")) {
            refused(
                    403,
                    "SignatureDoesNotMatch",
                    () -> liar.listObjectsV2(r -> r.bucket(bucket())));
        }
    }

    @Test
    void refusesARequestChangedAfterItWasSigned() throws Exception {
        var answer =
                RawRequest.put(server(), uri("signed"))
                        .header("x-amz-meta-a", "signed")
                        .body("x")
                        .send(request -> request.setHeader("x-amz-meta-a", "changed"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void refusesWhoeverDoesNotSign() throws Exception {
        put("k", "x");
        try (var http = server().http()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(uri("k")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
        }
    }

    private S3Client as(String accessKeyId, String secret) {
        return server().client(builder ->
                builder.credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKeyId, secret))));
    }
}
