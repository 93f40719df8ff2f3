package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/// The SDK's rules are asked once for what they decide by, and answer as they always do.
class KnownBucketsTest {

    private final List<String> asked = new ArrayList<>();
    private final KnownBuckets buckets =
            new KnownBuckets(
                    request -> {
                        asked.add("endpoint of " + request.bucket());
                        return S3EndpointProvider.defaultProvider().resolveEndpoint(request);
                    },
                    request -> {
                        asked.add(request.operation() + " " + request.bucket());
                        return S3AuthSchemeProvider.defaultProvider().resolveAuthScheme(request);
                    });

    @Test
    void theEndpointOfABucketIsAskedForOnceWhateverTheKey() {
        assertThat(endpoint("photos", "a")).isEqualTo("https://photos.s3.eu-west-1.amazonaws.com");
        assertThat(endpoint("photos", "b")).isEqualTo("https://photos.s3.eu-west-1.amazonaws.com");
        assertThat(endpoint("backup", "b")).isEqualTo("https://backup.s3.eu-west-1.amazonaws.com");
        assertThat(asked).containsExactly("endpoint of photos", "endpoint of backup");
    }

    @Test
    void theSignatureOfABucketIsAskedForOnceAnOperation() {
        assertThat(scheme("GetObject", "photos", "a")).isEqualTo("aws.auth#sigv4");
        assertThat(scheme("GetObject", "photos", "b")).isEqualTo("aws.auth#sigv4");
        assertThat(scheme("PutObject", "photos", "b")).isEqualTo("aws.auth#sigv4");
        assertThat(asked).containsExactly("GetObject photos", "PutObject photos");
    }

    private String endpoint(String bucket, String key) {
        var request =
                S3EndpointParams.builder().region(Region.EU_WEST_1).bucket(bucket).key(key).build();
        return buckets.endpoint(request).join().endpointUrl().toUri().toString();
    }

    private String scheme(String operation, String bucket, String key) {
        var request =
                S3AuthSchemeParams.builder()
                        .operation(operation)
                        .region(Region.EU_WEST_1)
                        .bucket(bucket)
                        .key(key)
                        .build();
        return buckets.schemes(request).getFirst().schemeId();
    }
}
