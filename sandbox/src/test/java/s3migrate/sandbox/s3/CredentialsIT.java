package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.ObjectsIT.assertError;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class CredentialsIT {
    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void allow() {
        fixture.server.allowAll();
    }

    @Test
    void refusesAnAccessKeyItDoesNotKnow() {
        try (S3Client stranger = as(AwsBasicCredentials.create("AKIASTRANGER", S3Fixture.SECRET))) {
            assertThatThrownBy(() -> stranger.listObjectsV2(r -> r.bucket(BUCKET)))
                    .satisfies(e -> assertError(e, 403, "InvalidAccessKeyId"));
        }
    }

    @Test
    void refusesAWrongSecret() {
        try (S3Client liar = as(AwsBasicCredentials.create(S3Fixture.ACCESS_KEY, "guessed"))) {
            assertThatThrownBy(() ->
                            liar.putObject(
                                    r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x")))
                    .satisfies(e -> assertError(e, 403, "SignatureDoesNotMatch"));
        }
    }

    @Test
    void refusesARequestChangedAfterItWasSigned() throws Exception {
        var answer =
                RawRequest.put(fixture, uri("signed"))
                        .header("x-amz-meta-a", "signed")
                        .body("x")
                        .send(request -> request.setHeader("x-amz-meta-a", "changed"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void refusesWhoeverDoesNotSign() throws Exception {
        try (var http = fixture.http()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(uri("k")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
        }
    }

    @Test
    void namesTheRightRegionToWhoeverSignsForAnother() {
        try (S3Client elsewhere = fixture.client(builder -> builder.region(Region.US_WEST_2))) {
            assertThatThrownBy(() -> elsewhere.listObjectsV2(r -> r.bucket(BUCKET)))
                    .satisfies(e -> assertError(e, 400, "AuthorizationHeaderMalformed"))
                    .hasMessageContaining("expecting 'eu-central-1'");
        }
    }

    @Test
    void takesSessionTokensUnread() {
        try (S3Client session =
                as(AwsSessionCredentials.create(S3Fixture.ACCESS_KEY, S3Fixture.SECRET, "token"))) {
            session.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"));
        }
    }

    @Test
    void takesSignedChunksOverPlainHttp() {
        try (S3Client http =
                fixture.client(builder -> builder.endpointOverride(fixture.server.http()))) {
            http.putObject(r -> r.bucket(BUCKET).key("plain"), RequestBody.fromString("over http"));
            assertThat(http.getObjectAsBytes(r -> r.bucket(BUCKET).key("plain")).asUtf8String())
                    .isEqualTo("over http");
        }
    }

    @Test
    void deniesWhatPolicyDenies() throws IOException {
        fixture.server.put(BUCKET, "secret/a", new byte[1]);
        fixture.server.put(BUCKET, "open", new byte[1]);
        fixture.server.deny("s3:GetObject", BUCKET + "/secret/*");

        assertThatThrownBy(() -> fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("secret/a")))
                .satisfies(e -> assertError(e, 403, "AccessDenied"))
                .hasMessageContaining(
                        "User: arn:aws:iam::111122223333:user/AKIASOURCE is not authorized to perform: s3:GetObject on"
                                + " resource: \"arn:aws:s3:::source-bucket/secret/a\"");
        fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("open"));
    }

    @Test
    void hidesAbsenceFromWhoeverMayNotList() {
        fixture.server.deny("s3:ListBucket", BUCKET);

        assertThatThrownBy(() -> fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("absent")))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
    }

    @Test
    void hidesTheNumberOfTagsFromWhoeverMayNotReadThem() {
        fixture.s3.putObject(
                r -> r.bucket(BUCKET).key("tagged").tagging("a=b"), RequestBody.fromString("x"));
        fixture.server.deny("s3:GetObjectTagging", BUCKET + "/*");

        assertThat(fixture.s3.headObject(r -> r.bucket(BUCKET).key("tagged")).tagCount()).isNull();
    }

    private static URI uri(String key) {
        return URI.create(fixture.server.https() + "/" + BUCKET + "/" + key);
    }

    private static S3Client as(AwsCredentials credentials) {
        return fixture.client(builder ->
                builder.credentialsProvider(StaticCredentialsProvider.create(credentials)));
    }
}
