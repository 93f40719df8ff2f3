package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.sandbox.s3.S3Fixture.ACCESS_KEY;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.traffic.RequestLog;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class RequestLogIT {
    @TempDir Path directory;

    @Test
    void tellsWhatWasAskedAboutAKeyAndOverHowManyConnections()
            throws IOException, InterruptedException {
        try (var fixture = new S3Fixture(directory);
                S3Client second = fixture.client(builder -> builder)) {
            RequestLog log = fixture.server.log();
            fixture.s3.putObject(r -> r.bucket(BUCKET).key("a"), RequestBody.fromString("abc"));
            fixture.s3.headObject(r -> r.bucket(BUCKET).key("a"));
            fixture.s3.headObject(r -> r.bucket(BUCKET).key("a"));
            fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a"));
            fixture.s3.putObject(r -> r.bucket(BUCKET).key("b"), RequestBody.fromString(""));
            assertThat(log.connections(ACCESS_KEY)).isEqualTo(1);
            second.headBucket(r -> r.bucket(BUCKET));

            assertThat(log.connections(ACCESS_KEY)).isEqualTo(2);
            assertThat(log.connections("AKIANOBODY")).isZero();
            assertThat(log.counts(BUCKET, "a"))
                    .isEqualTo(Map.of("PutObject", 1L, "HeadObject", 2L, "GetObject", 1L));
            assertThat(log.counts(BUCKET, "")).isEqualTo(Map.of("HeadBucket", 1L));
            assertThat(log.counts())
                    .isEqualTo(
                            Map.of(
                                    "PutObject", 2L,
                                    "HeadObject", 2L,
                                    "GetObject", 1L,
                                    "HeadBucket", 1L));
            assertThat(log.bytesSent()).isEqualTo(3);
            log.reset();
            assertThat(log.counts(BUCKET, "a")).isEmpty();
        }
    }
}
