package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.contract.RawRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

class BucketConfigurationIT {
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

    @Test
    void encryptsObjectsAsTheBucketIsSet() {
        fixture.s3.createBucket(r -> r.bucket("encrypted"));
        assertThat(algorithm()).isEqualTo(ServerSideEncryption.AES256);

        ServerSideEncryptionRule rule =
                ServerSideEncryptionRule.builder()
                        .bucketKeyEnabled(true)
                        .applyServerSideEncryptionByDefault(d ->
                                d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID("key"))
                        .build();
        fixture.s3.putBucketEncryption(
                r -> r.bucket("encrypted").serverSideEncryptionConfiguration(c -> c.rules(rule)));
        var put =
                fixture.s3.putObject(
                        r -> r.bucket("encrypted").key("k"), RequestBody.fromString("x"));

        assertThat(algorithm()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(put.ssekmsKeyId()).isEqualTo("key");
        assertThat(put.bucketKeyEnabled()).isTrue();
        fixture.s3.deleteBucketEncryption(r -> r.bucket("encrypted"));
        assertThat(algorithm()).isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void keepsLifecycleRulesByteForByte() throws IOException, InterruptedException {
        String rules =
                "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule><ID>a</ID>"
                        + "<Filter><Prefix>x/</Prefix></Filter><Status>Enabled</Status><AbortIncompleteMultipartUpload>"
                        + "<DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
                        + "</LifecycleConfiguration>";
        URI uri = fixture.server.https().resolve("/" + BUCKET + "?lifecycle=");

        var put = RawRequest.put(fixture, uri).body(rules).send();

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(RawRequest.get(fixture, uri).send().body()).isEqualTo(rules);
        assertThat(
                        fixture.s3
                                .getBucketLifecycleConfiguration(r -> r.bucket(BUCKET))
                                .rules()
                                .getFirst()
                                .abortIncompleteMultipartUpload()
                                .daysAfterInitiation())
                .isEqualTo(7);
        fixture.s3.deleteBucketLifecycle(r -> r.bucket(BUCKET));
        assertThatThrownBy(() -> fixture.s3.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET)))
                .satisfies(e -> assertError(e, 404, "NoSuchLifecycleConfiguration"));
    }

    @Test
    void refusesLifecycleRulesThatSayNothing() throws IOException, InterruptedException {
        URI uri = fixture.server.https().resolve("/" + BUCKET + "?lifecycle=");

        var answer = RawRequest.put(fixture, uri).body("<LifecycleConfiguration/>").send();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>MalformedXML</Code>");
    }

    @Test
    void keepsWhatMakesABucketAWebsite() {
        assertThatThrownBy(() -> fixture.s3.getBucketWebsite(r -> r.bucket(BUCKET)))
                .satisfies(e -> assertError(e, 404, "NoSuchWebsiteConfiguration"));
        fixture.s3.putBucketWebsite(r ->
                r.bucket(BUCKET)
                        .websiteConfiguration(w -> w.indexDocument(i -> i.suffix("index.html"))));
        assertThat(fixture.s3.getBucketWebsite(r -> r.bucket(BUCKET)).indexDocument().suffix())
                .isEqualTo("index.html");
        fixture.s3.deleteBucketWebsite(r -> r.bucket(BUCKET));
        assertThatThrownBy(() -> fixture.s3.getBucketWebsite(r -> r.bucket(BUCKET)))
                .satisfies(e -> assertError(e, 404, "NoSuchWebsiteConfiguration"));
    }

    @Test
    void keepsThePolicy() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

        assertThatThrownBy(() -> fixture.s3.getBucketPolicy(r -> r.bucket(BUCKET)))
                .satisfies(e -> assertError(e, 404, "NoSuchBucketPolicy"));
        fixture.s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(policy));
        assertThat(fixture.s3.getBucketPolicy(r -> r.bucket(BUCKET)).policy()).isEqualTo(policy);
        fixture.s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
        assertThatThrownBy(() -> fixture.s3.putBucketPolicy(r -> r.bucket(BUCKET).policy("no")))
                .satisfies(e -> assertError(e, 400, "MalformedPolicy"));
    }

    private static ServerSideEncryption algorithm() {
        return fixture.s3
                .getBucketEncryption(r -> r.bucket("encrypted"))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst()
                .applyServerSideEncryptionByDefault()
                .sseAlgorithm();
    }
}
