package s3migrate.sandbox.s3.contract;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Any endpoint, by the options `s3.endpoint`, `s3.access-key`, `s3.secret-key` and `s3.region`
/// (default us-east-1). Its buckets are emptied and removed after each test.
final class EndpointUnderTest implements S3UnderTest {
    static final String OPTION = "s3.endpoint";

    /// Names a set of departures, such as `radosgw`; without it the endpoint is held to AWS.
    static final String PROFILE = "s3.profile";

    static final String NO_ENDPOINT =
            "no endpoint: give -Ds3.endpoint=… -Ds3.access-key=… -Ds3.secret-key=… [-Ds3.region=…]";

    private final S3Client s3 = client(builder -> builder);

    @Override
    public URI endpoint() {
        return URI.create(option(OPTION));
    }

    @Override
    public Region region() {
        return Region.of(System.getProperty("s3.region", "us-east-1"));
    }

    @Override
    public AwsBasicCredentials credentials() {
        return AwsBasicCredentials.create(option("s3.access-key"), option("s3.secret-key"));
    }

    private static String option(String name) {
        String value = System.getProperty(name, "");
        if (value.isBlank()) {
            throw new IllegalStateException("-D" + name + "=… is missing beside -D" + OPTION);
        }
        return value;
    }

    @Override
    public void discard(String bucket) {
        s3.listMultipartUploadsPaginator(r -> r.bucket(bucket))
                .uploads()
                .forEach(upload ->
                        s3.abortMultipartUpload(r ->
                                r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        var versions = s3.listObjectVersionsPaginator(r -> r.bucket(bucket).encodingType("url"));
        versions.versions().forEach(v -> delete(bucket, v.key(), v.versionId()));
        versions.deleteMarkers().forEach(m -> delete(bucket, m.key(), m.versionId()));
        s3.deleteBucket(r -> r.bucket(bucket));
    }

    private void delete(String bucket, String key, String versionId) {
        s3.deleteObject(r -> r.bucket(bucket).key(key).versionId(versionId));
    }

    @Override
    public void close() {
        s3.close();
    }
}
