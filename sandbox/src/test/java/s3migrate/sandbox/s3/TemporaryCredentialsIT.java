package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.auth.AccessKey;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

class TemporaryCredentialsIT {
    @TempDir static Path directory;
    private static S3Fixture fixture;
    private static volatile InstantSource clock = InstantSource.system();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withClock(() -> clock.instant()));
        fixture.server.accept(
                new AccessKey(
                        "ASIA",
                        "secret",
                        Optional.of("token"),
                        Optional.of(clock.instant().plus(Duration.ofMinutes(5)))));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void areTakenWithTheirTokenOnly() {
        list(AwsSessionCredentials.create("ASIA", "secret", "token"));
        assertThatThrownBy(() -> list(AwsSessionCredentials.create("ASIA", "secret", "other")))
                .satisfies(e -> assertError(e, 400, "InvalidToken"));
        assertThatThrownBy(() -> list(AwsBasicCredentials.create("ASIA", "secret")))
                .satisfies(e -> assertError(e, 403, "InvalidAccessKeyId"));
    }

    @Test
    void end() {
        clock = ahead(6);
        try {
            assertThatThrownBy(() -> list(AwsSessionCredentials.create("ASIA", "secret", "token")))
                    .satisfies(e -> assertError(e, 400, "ExpiredToken"));
        } finally {
            clock = InstantSource.system();
        }
    }

    @Test
    void areOfNoUseToAClockThatIsWrong() {
        clock = ahead(16);
        try {
            assertThatThrownBy(() -> fixture.s3.listObjectsV2(r -> r.bucket(BUCKET)))
                    .satisfies(e -> assertError(e, 403, "RequestTimeTooSkewed"));
        } finally {
            clock = InstantSource.system();
        }
    }

    private static InstantSource ahead(int minutes) {
        return InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));
    }

    private static void list(AwsCredentials credentials) {
        try (S3Client s3 =
                fixture.client(builder ->
                        builder.credentialsProvider(
                                StaticCredentialsProvider.create(credentials)))) {
            s3.listObjectsV2(r -> r.bucket(BUCKET));
        }
    }
}
