package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.price.Distance;
import s3migrate.price.Priced;
import s3migrate.price.RecordedMeter;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

class PricedRequestsTest {

    private final RecordedMeter meter = new RecordedMeter();

    @ParameterizedTest
    @CsvSource({
        "PutObject, S3_WRITE",
        "CopyObject, S3_WRITE",
        "UploadPart, S3_WRITE",
        "UploadPartCopy, S3_WRITE",
        "CreateMultipartUpload, S3_WRITE",
        "CompleteMultipartUpload, S3_WRITE",
        "ListObjectsV2, S3_WRITE",
        "ListParts, S3_WRITE",
        "GetObject, S3_READ",
        "GetObjectTagging, S3_READ",
        "HeadObject, S3_READ"
    })
    void eachRequestIsOneOfItsKind(String operation, Priced kind) {
        ask(operation);
        assertThat(meter.units()).isEqualTo(Map.of(kind, 1.0));
    }

    @Test
    void deletesAndAbortsAreFree() {
        ask("DeleteObject");
        ask("AbortMultipartUpload");
        assertThat(meter.units()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, , eu-west-1, , WITHIN_REGION",
        "eu-west-1, , us-east-1, , TO_ANOTHER_REGION",
        "eu-west-1, , cn-north-1, , OVER_THE_INTERNET",
        "eu-west-1, , eu-west-1, https://store.example, OVER_THE_INTERNET",
        "us-east-1, https://store.example, us-east-1, https://store.example, WITHIN_REGION"
    })
    void theDistanceOfTwoSidesIsThatOfRegionsAndEndpoints(
            String region, URI endpoint, String otherRegion, URI otherEndpoint, Distance distance) {
        assertThat(access(region, endpoint).distanceTo(access(otherRegion, otherEndpoint)))
                .isEqualTo(distance);
    }

    private static S3Access access(String region, URI endpoint) {
        return new S3Access(
                AnonymousCredentialsProvider.create(),
                Region.of(region),
                Optional.ofNullable(endpoint));
    }

    private void ask(String operation) {
        var attributes =
                new ExecutionAttributes()
                        .putAttribute(SdkExecutionAttribute.OPERATION_NAME, operation);
        new PricedRequests(meter)
                .beforeExecution(() -> GetObjectRequest.builder().build(), attributes);
    }
}
