package s3migrate.sandbox.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Clients;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

class StsServerIT {
    private static final String ROLE = "arn:aws:iam::222233334444:role/source-reader";

    @TempDir Path directory;
    private S3Server s3;
    private StsServer sts;
    private StsClient client;

    @BeforeEach
    void start() throws IOException {
        s3 = S3Server.start(S3Settings.in(directory).withRegion("eu-central-1"));
        sts =
                StsServer.start(
                        0,
                        AccessKeys.of(Clients.KNOWN),
                        "111122223333",
                        InstantSource.system(),
                        s3::accept);
        client = Clients.of(StsClient.builder(), sts.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        sts.close();
        s3.close();
    }

    @Test
    void handsOutCredentialsThatS3Takes() {
        sts.allow(ROLE);
        s3.createBucket("bucket");

        var assumed =
                client.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("session").durationSeconds(900));

        assertThat(assumed.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::222233334444:assumed-role/source-reader/session");
        assertThat(assumed.credentials().expiration())
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(15)));
        try (S3Client taken = s3Client(assumed.credentials())) {
            assertThat(taken.listObjectsV2(r -> r.bucket("bucket")).contents()).isEmpty();
        }
    }

    @Test
    void tellsWhoAsks() {
        sts.allow(ROLE);
        var credentials =
                client.assumeRole(r -> r.roleArn(ROLE).roleSessionName("who")).credentials();

        assertThat(client.getCallerIdentity().arn())
                .isEqualTo("arn:aws:iam::111122223333:user/" + Clients.KNOWN);
        try (StsClient role =
                StsClient.builder()
                        .endpointOverride(sts.uri())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(provider(credentials))
                        .build()) {
            assertThat(role.getCallerIdentity().arn()).endsWith("assumed-role/source-reader/who");
        }
    }

    @Test
    void wantsARoleThatTrustsTheCaller() {
        sts.allow(ROLE, "the-external-id");

        assertThatThrownBy(() ->
                        client.assumeRole(r -> r.roleArn(ROLE + "x").roleSessionName("session")))
                .satisfies(e -> assertRefused(e, 403, "AccessDenied"));
        assertThatThrownBy(() -> client.assumeRole(r -> r.roleArn(ROLE).roleSessionName("session")))
                .satisfies(e -> assertRefused(e, 403, "AccessDenied"));
        client.assumeRole(
                r -> r.roleArn(ROLE).roleSessionName("session").externalId("the-external-id"));
        assertThat(sts.calls()).hasSize(3);
        assertThat(sts.calls().getLast().parameters().get("ExternalId"))
                .isEqualTo("the-external-id");
    }

    @Test
    void refusesSessionsThatCannotBe() {
        sts.allow(ROLE);

        assertThatThrownBy(() ->
                        client.assumeRole(r ->
                                r.roleArn(ROLE).roleSessionName("session").durationSeconds(60)))
                .satisfies(e -> assertRefused(e, 400, "ValidationError"));
        assertThatThrownBy(
                        () -> client.assumeRole(r -> r.roleArn(ROLE).roleSessionName("a session")))
                .satisfies(e -> assertRefused(e, 400, "ValidationError"));
    }

    @Test
    void failsIfToldTo() {
        sts.faults(Faults.first(1, "GetCallerIdentity", new Fault.Refused(AwsError.internal())));

        assertThatThrownBy(() -> client.getCallerIdentity())
                .isInstanceOfSatisfying(
                        SdkServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThat(client.getCallerIdentity().account()).isEqualTo("111122223333");
    }

    private S3Client s3Client(Credentials credentials) {
        return S3Client.builder()
                .endpointOverride(s3.http())
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .credentialsProvider(provider(credentials))
                .build();
    }

    private static AwsCredentialsProvider provider(Credentials credentials) {
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                        credentials.accessKeyId(),
                        credentials.secretAccessKey(),
                        credentials.sessionToken()));
    }

    private static void assertRefused(Throwable thrown, int status, String code) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(status);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                        });
    }
}
