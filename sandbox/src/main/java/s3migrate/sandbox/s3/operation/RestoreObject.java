package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.StorageClasses;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.XmlElement;

/// Makes an archived object readable, at once and for good; it keeps its class, and says until when
/// it could be read on AWS: a midnight.
record RestoreObject(ObjectRead reads, InstantSource clock) implements Operation {
    @Override
    public Response answer(Request request) throws IOException {
        int days = XmlElement.parse(RequestBody.of(request).small()).number("Days");
        Instant until =
                clock.instant()
                        .plus(days, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.DAYS)
                        .plus(1, ChronoUnit.DAYS);
        Bucket bucket = reads.bucket(request);
        ObjectVersion before = reads.find(request);
        bucket.replace(
                request.key(), history -> archived(reads.choose(request, history)).restored(until));
        return Response.empty(before.isArchived() ? 202 : 200);
    }

    private static ObjectVersion archived(ObjectVersion object) {
        String storageClass = object.properties().storageClass();
        if (!StorageClasses.isArchived(storageClass)) {
            throw ObjectRead.invalidState(storageClass);
        }
        return object;
    }
}
