package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Change;
import s3migrate.sandbox.s3.store.Content;
import s3migrate.sandbox.s3.store.NewObject;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.WriteCondition;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// Stores a body with its checksum: the one the client sends, else CRC64NVME.
record PutObject(Buckets buckets, WritePermission permission) implements Operation {
    @Override
    public Response answer(Request request) throws IOException {
        Bucket bucket = buckets.named(request.bucket());
        WriteCondition condition = Conditions.ofWrite(request);
        ObjectProperties properties = PropertyHeaders.of(request, bucket);
        permission.check(request, properties);
        LockHeaders.checkSummed("Put Object", request, bucket.settings());
        ChecksumAlgorithm algorithm =
                GivenChecksums.announced(request).orElse(ChecksumAlgorithm.CRC64NVME);
        Reception reception = Reception.of(request, bucket.blobs(), algorithm);
        NewObject object =
                new NewObject(
                        Content.of(List.of(reception.received().blob())),
                        properties.encryption().etag(reception.received().etag()),
                        buckets.clock().instant(),
                        Optional.of(Checksum.fullObject(algorithm, reception.checksum(algorithm))),
                        properties,
                        List.of(),
                        Change.Kind.PUT);
        ObjectVersion version = bucket.publish(request.key(), condition, object);
        return ResponseHeaders.written(Response.empty(200), bucket, version);
    }
}
