package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// What the topics have in common: a client, an empty bucket for each test, and the shortest way to
/// write, read and see refusals.
abstract class S3Contract {
    private S3UnderTest server;
    private S3Client s3;
    private String bucket;

    @BeforeEach
    void begin(S3UnderTest given, S3Client client) {
        server = given;
        s3 = client;
        bucket = "contract-" + UUID.randomUUID();
        s3.createBucket(this::here);
    }

    @AfterEach
    void end() {
        server.discard(bucket);
    }

    private void here(CreateBucketRequest.Builder request) {
        request.bucket(bucket);
        if (!server.region().equals(Region.US_EAST_1)) {
            request.createBucketConfiguration(c -> c.locationConstraint(server.region().id()));
        }
    }

    final S3UnderTest server() {
        return server;
    }

    final S3Client s3() {
        return s3;
    }

    final String bucket() {
        return bucket;
    }

    /// The address of the key, which must need no encoding.
    final URI uri(String key) {
        return URI.create(server.endpoint() + "/" + bucket + "/" + key);
    }

    final void setVersioning(BucketVersioningStatus status) {
        s3.putBucketVersioning(
                r -> r.bucket(bucket).versioningConfiguration(c -> c.status(status)));
    }

    final PutObjectResponse put(String key, String text) {
        return s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    final String get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    final HeadObjectResponse head(String key) {
        return s3.headObject(r -> r.bucket(bucket).key(key));
    }

    final Optional<HeadObjectResponse> find(String key) {
        try {
            return Optional.of(head(key));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }

    final void delete(String key) {
        s3.deleteObject(r -> r.bucket(bucket).key(key));
    }

    static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(e -> Refusals.assertError(e, status, code));
    }

    /// This server does otherwise, for this reason: the test fails, and its message holds `seen`.
    /// Fails once the server does as S3 does, or departs in another way.
    static void departs(String reason, String seen, ThrowingCallable test) {
        assertThatThrownBy(test).as(reason).hasMessageContaining(seen);
    }
}
