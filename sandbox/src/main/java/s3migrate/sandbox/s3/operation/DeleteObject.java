package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Deletion;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.WriteCondition;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// Deletes the object, or one version for good. What is not there is deleted with equal success.
record DeleteObject(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        Bucket bucket = buckets.named(request.bucket());
        WriteCondition condition = Conditions.ofDelete(request);
        checkUnlocked(request, bucket);
        Deletion deletion =
                request.versionId()
                        .map(versionId -> bucket.deleteVersion(request.key(), versionId, condition))
                        .orElseGet(() -> bucket.delete(request.key(), condition));
        Response response = Response.empty(204).with("x-amz-version-id", deletion.versionId());
        return deletion.marker() ? response.with("x-amz-delete-marker", "true") : response;
    }

    private void checkUnlocked(Request request, Bucket bucket) {
        request.versionId()
                .flatMap(id -> bucket.history(request.key()).flatMap(history -> history.find(id)))
                .filter(ObjectVersion.class::isInstance)
                .map(ObjectVersion.class::cast)
                .ifPresent(object ->
                        LockHeaders.checkUnlocked(
                                object.properties().headers(), buckets.clock().instant()));
    }
}
