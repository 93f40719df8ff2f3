package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    private static S3Client as(AwsCredentials credentials) {
        return fixture.client(builder ->
                builder.credentialsProvider(StaticCredentialsProvider.create(credentials)));
    }
}
