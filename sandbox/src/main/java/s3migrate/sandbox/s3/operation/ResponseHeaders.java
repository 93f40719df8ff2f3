package s3migrate.sandbox.s3.operation;

import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.StorageClasses;
import s3migrate.sandbox.s3.store.Versioning;
import s3migrate.sandbox.s3.wire.Response;

/// The headers that tell of an object in an answer.
final class ResponseHeaders {
    private ResponseHeaders() {}

    /// Of a write.
    static Response written(Response response, Bucket bucket, ObjectVersion object) {
        Response told = stored(response, bucket, object).with("ETag", quoted(object.etag()));
        return object.checksum().map(checksum -> checksum(told, checksum)).orElse(told);
    }

    /// Which version it is, and how it is encrypted.
    static Response stored(Response response, Bucket bucket, ObjectVersion object) {
        return EncryptionHeaders.tell(response, object.properties().encryption())
                .with("x-amz-version-id", versionId(bucket, object.versionId()));
    }

    /// Of a read.
    static Response described(Response response, Bucket bucket, ObjectVersion object) {
        Response told =
                stored(response, bucket, object)
                        .with("Last-Modified", Times.http(object.lastModified()))
                        .with("ETag", quoted(object.etag()))
                        .with("Accept-Ranges", "bytes");
        for (Map.Entry<String, String> header : object.properties().headers().entrySet()) {
            told = told.with(header.getKey(), header.getValue());
        }
        for (Map.Entry<String, String> entry : object.properties().metadata().entrySet()) {
            told = told.with(PropertyHeaders.metadataHeader(entry.getKey()), entry.getValue());
        }
        told =
                told.with(
                        "x-amz-restore",
                        object.restoredUntil()
                                .map(until ->
                                        "ongoing-request=\"false\", expiry-date=\"%s\""
                                                .formatted(Times.http(until))));
        String storageClass = object.properties().storageClass();
        return storageClass.equals(StorageClasses.STANDARD)
                ? told
                : told.with("x-amz-storage-class", storageClass);
    }

    static Response checksum(Response response, Checksum checksum) {
        return response.with(checksum.algorithm().header(), checksum.value())
                .with("x-amz-checksum-type", checksum.type().name());
    }

    /// Buckets that never had versioning show no version ids.
    static Optional<String> versionId(Bucket bucket, String versionId) {
        return bucket.versioning() == Versioning.UNVERSIONED
                ? Optional.empty()
                : Optional.of(versionId);
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }
}
