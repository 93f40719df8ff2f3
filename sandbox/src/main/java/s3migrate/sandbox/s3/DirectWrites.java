package s3migrate.sandbox.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Change;
import s3migrate.sandbox.s3.store.Content;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.NewObject;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.Received;
import s3migrate.sandbox.s3.store.WriteCondition;

/// Makes objects without a request, as the requests would.
record DirectWrites(Buckets buckets) {

    ObjectVersion put(
            String bucket, String key, InputStream in, long bytes, ObjectProperties properties)
            throws IOException {
        Bucket to = buckets.named(bucket);
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC64NVME;
        Received received = Received.from(in, bytes, to.blobs(), Set.of(algorithm));
        Optional<Checksum> checksum =
                Optional.ofNullable(received.checksums().get(algorithm))
                        .map(value -> Checksum.fullObject(algorithm, value));
        var object =
                new NewObject(
                        Content.of(List.of(received.blob())),
                        received.etag(),
                        buckets.clock().instant(),
                        checksum,
                        properties,
                        List.of(),
                        Change.Kind.PUT);
        return to.publish(key, new WriteCondition.None(), object);
    }

    ObjectVersion put(String bucket, String key, GeneratedObject object) {
        return buckets.named(bucket)
                .publish(key, new WriteCondition.None(), object.at(buckets.clock().instant()));
    }

    void fill(String bucket, String prefix, int count, long bytes) {
        for (int number = 0; number < count; number++) {
            put(bucket, prefix + "%07d".formatted(number), GeneratedObject.of(number, bytes));
        }
    }
}
