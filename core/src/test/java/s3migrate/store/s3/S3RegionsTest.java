package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.store.s3.ScriptedStore.KEY;
import static s3migrate.store.s3.ScriptedStore.PLAIN;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.price.Distance;
import s3migrate.store.BucketSetup;
import s3migrate.store.Expectation;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.store.memory.MemoryBody;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// Buckets of the program's own role may be in any region; those of other credentials are in the
/// one these name.
class S3RegionsTest {

    private static final String REDIRECT =
            "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>";

    private final ScriptedHttp http =
            new ScriptedHttp()
                    .answer(301, Map.of("x-amz-bucket-region", "eu-west-1"), REDIRECT)
                    .answer(200, Map.of("ETag", "\"0123\""), "");

    @Test
    void anOwnBucketIsFoundWhereItIsAndItsBytesAreReadAnew() {
        try (var store = ScriptedStore.over(http, access(true))) {
            assertThat(put(store)).isInstanceOf(WriteAnswer.Written.class);
            assertThat(http.sentBody()).contains("0123456789");
            assertThat(put(store)).isInstanceOf(WriteAnswer.Written.class);
            assertThat(http.sent("Authorization").orElseThrow()).contains("/eu-west-1/s3/");
        }
        assertThat(http.requests())
                .extracting(request -> request.getUri().getHost())
                .containsExactly(
                        "bucket.s3.eu-central-1.amazonaws.com",
                        "bucket.s3.eu-west-1.amazonaws.com",
                        "bucket.s3.eu-west-1.amazonaws.com");
    }

    @Test
    void aBucketThatIsNotWhereItsCredentialsSayIsTheRoutesRefusal() {
        try (var store = ScriptedStore.over(http, access(false))) {
            assertThatThrownBy(() -> put(store))
                    .isInstanceOf(StoreException.RouteRefused.class)
                    .hasMessageContaining("the bucket is in eu-west-1");
        }
    }

    @Test
    void theWayBetweenTwoOwnBucketsIsThatBetweenTheirRegions() {
        var answers =
                new ScriptedHttp()
                        .answer(200, Map.of("x-amz-bucket-region", "eu-west-1"), "")
                        .answer(403, Map.of("x-amz-bucket-region", "us-east-1"), "");
        var own = access(true);
        try (var setup = setup(answers, own)) {
            var from = own.to("source", setup);
            var to = own.to("destination", setup);
            assertThat(from.region()).isEqualTo(Region.EU_WEST_1);
            assertThat(to.region()).isEqualTo(Region.US_EAST_1);
            assertThat(from.distanceTo(to)).isEqualTo(Distance.TO_ANOTHER_REGION);
        }
    }

    @Test
    void credentialsThatNameARegionAskNobody() {
        var unasked = new ScriptedHttp();
        var named = access(false);
        try (var setup = setup(unasked, named)) {
            assertThat(named.to("bucket", setup)).isEqualTo(named);
        }
        assertThat(unasked.requests()).isEmpty();
    }

    private static BucketSetup setup(ScriptedHttp answers, S3Access access) {
        return new S3BucketSetup(
                S3Stores.client(access, S3Stores.Side.SOURCE).httpClient(answers).build());
    }

    private static WriteAnswer put(S3ObjectStore store) {
        return store.put(
                KEY,
                PLAIN,
                MemoryBody.of("0123456789".getBytes(US_ASCII)),
                Optional.empty(),
                new Expectation.Absent());
    }

    private static S3Access access(boolean anyRegion) {
        return new S3Access(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")),
                Region.EU_CENTRAL_1,
                Optional.empty(),
                anyRegion);
    }
}
