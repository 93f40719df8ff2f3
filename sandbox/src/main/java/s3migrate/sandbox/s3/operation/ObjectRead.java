package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import s3migrate.sandbox.s3.auth.Denials;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.DeleteMarker;
import s3migrate.sandbox.s3.store.HeldObject;
import s3migrate.sandbox.s3.store.KeyHistory;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.Version;
import s3migrate.sandbox.s3.wire.Request;

/// Finds the object a request reads.
record ObjectRead(Buckets buckets, Denials denials) {

    Bucket bucket(Request request) {
        return buckets.named(request.bucket());
    }

    /// The object, its bytes kept until closed.
    HeldObject hold(Request request) {
        return bucket(request).hold(request.key(), history -> choose(request, history));
    }

    ObjectVersion find(Request request) {
        return choose(request, bucket(request).history(request.key()));
    }

    boolean mayReadTags(Request request) {
        return !denials.denies(
                request.versionId().isPresent()
                        ? "s3:GetObjectVersionTagging"
                        : "s3:GetObjectTagging",
                request.bucket() + "/" + request.key());
    }

    /// The object among the versions of its key, or S3's error.
    ObjectVersion choose(Request request, Optional<KeyHistory> history) {
        Optional<String> versionId = request.versionId();
        Optional<Version> version =
                versionId.isPresent()
                        ? history.flatMap(versions -> versions.find(versionId.get()))
                        : history.map(KeyHistory::latest);
        if (version.isEmpty()) {
            throw absent(request);
        }
        return switch (version.get()) {
            case ObjectVersion object -> object;
            case DeleteMarker marker -> throw deleted(request, marker);
        };
    }

    /// Refuses an object that must be restored before its bytes can be had.
    static void checkReadable(ObjectVersion object) {
        String storageClass = object.properties().storageClass();
        if (object.isArchived()) {
            throw invalidState(storageClass);
        }
    }

    static S3Error invalidState(String storageClass) {
        return new S3Error(
                        403,
                        "InvalidObjectState",
                        "The operation is not valid for the object's storage class")
                .with("StorageClass", storageClass);
    }

    /// Whoever may not list the bucket does not learn that a key is absent.
    private S3Error absent(Request request) {
        if (denials.denies("s3:ListBucket", request.bucket())) {
            return S3Errors.accessDenied("Access Denied");
        }
        return request.versionId()
                .map(versionId -> S3Errors.noSuchVersion(request.key(), versionId))
                .orElseGet(() -> S3Errors.noSuchKey(request.key()));
    }

    private S3Error deleted(Request request, DeleteMarker marker) {
        S3Error error =
                request.versionId().isPresent()
                        ? new S3Error(
                                        405,
                                        "MethodNotAllowed",
                                        "The specified method is not allowed against this resource.")
                                .with("Method", request.method())
                                .with("ResourceType", "DeleteMarker")
                                .withHeader("Last-Modified", Times.http(marker.lastModified()))
                                .withHeader("Allow", "DELETE")
                        : absent(request);
        return error.withHeader("x-amz-delete-marker", "true")
                .withHeader("x-amz-version-id", marker.versionId());
    }
}
