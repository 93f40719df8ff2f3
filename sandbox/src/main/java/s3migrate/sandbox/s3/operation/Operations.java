package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.Set;
import s3migrate.sandbox.s3.auth.Denials;
import s3migrate.sandbox.s3.event.EventDestinations;
import s3migrate.sandbox.s3.event.Events;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// Runs operations by name on one set of buckets.
public final class Operations {
    private static final Set<String> CHECKSUM_HEADERS =
            Set.of("x-amz-checksum-", "x-amz-sdk-checksum-algorithm", "x-amz-trailer");

    private final Buckets buckets;
    private final Denials denials;
    private final BucketAccess access;
    private final ObjectRead reads;
    private final CopyRead copyReads;
    private final KmsPermission kms;
    private final WritePermission writes;
    private final Events events;
    private final EventDestinations destinations;
    private final long minimumPartBytes;

    /// Refuses parts below `minimumPartBytes`, except the last of an upload.
    public Operations(
            Buckets buckets,
            Denials denials,
            Events events,
            EventDestinations destinations,
            long minimumPartBytes) {
        this.events = events;
        this.destinations = destinations;
        this.buckets = buckets;
        this.denials = denials;
        this.access = new BucketAccess(buckets);
        this.reads = new ObjectRead(buckets, denials);
        this.kms = new KmsPermission(denials);
        this.writes = new WritePermission(denials, kms);
        this.copyReads = new CopyRead(reads, access, denials, kms);
        this.minimumPartBytes = minimumPartBytes;
    }

    public Response answer(OperationName name, Request request) throws IOException {
        access.check(name, request);
        if (request.target().hasBucket()) {
            denials.check(request.caller(), name.permission(request), resource(request));
        }
        Request understood =
                buckets.checksums() ? request : request.withoutHeaders(CHECKSUM_HEADERS);
        return access.charged(operation(name).answer(understood), request);
    }

    private Operation operation(OperationName name) {
        return switch (name) {
            case LIST_BUCKETS -> new ListBuckets(buckets);
            case CREATE_BUCKET -> new CreateBucket(buckets);
            case DELETE_BUCKET -> new DeleteBucket(buckets);
            case HEAD_BUCKET -> new HeadBucket(buckets);
            case GET_BUCKET_LOCATION -> new GetBucketLocation(buckets);
            case GET_BUCKET_VERSIONING -> new GetBucketVersioning(buckets);
            case PUT_BUCKET_VERSIONING -> new PutBucketVersioning(buckets);
            case GET_BUCKET_ENCRYPTION -> new GetBucketEncryption(buckets);
            case PUT_BUCKET_ENCRYPTION -> new PutBucketEncryption(buckets);
            case DELETE_BUCKET_ENCRYPTION -> new DeleteBucketEncryption(buckets);
            case GET_BUCKET_NOTIFICATION -> read(BucketDocument.NOTIFICATION);
            case PUT_BUCKET_NOTIFICATION ->
                    new PutBucketNotification(buckets, events, destinations);
            case GET_BUCKET_LIFECYCLE -> read(BucketDocument.LIFECYCLE);
            case PUT_BUCKET_LIFECYCLE ->
                    new PutBucketDocument(buckets, BucketDocument.LIFECYCLE, 200);
            case DELETE_BUCKET_LIFECYCLE ->
                    new DeleteBucketDocument(buckets, BucketDocument.LIFECYCLE);
            case GET_BUCKET_WEBSITE -> read(BucketDocument.WEBSITE);
            case PUT_BUCKET_WEBSITE -> new PutBucketDocument(buckets, BucketDocument.WEBSITE, 200);
            case DELETE_BUCKET_WEBSITE -> new DeleteBucketDocument(buckets, BucketDocument.WEBSITE);
            case GET_BUCKET_POLICY -> read(BucketDocument.POLICY);
            case PUT_BUCKET_POLICY -> new PutBucketDocument(buckets, BucketDocument.POLICY, 204);
            case DELETE_BUCKET_POLICY -> new DeleteBucketDocument(buckets, BucketDocument.POLICY);
            case LIST_OBJECTS -> new ListObjects(buckets);
            case LIST_OBJECTS_V2 -> new ListObjectsV2(buckets);
            case LIST_OBJECT_VERSIONS -> new ListObjectVersions(buckets);
            case LIST_MULTIPART_UPLOADS -> new ListMultipartUploads(buckets);
            case DELETE_OBJECTS -> new DeleteObjects(buckets);
            case PUT_OBJECT -> new PutObject(buckets, writes);
            case COPY_OBJECT -> new CopyObject(buckets, copyReads, writes);
            case GET_OBJECT -> new GetObject(reads, kms);
            case HEAD_OBJECT -> new HeadObject(reads, kms);
            case GET_OBJECT_ATTRIBUTES -> new GetObjectAttributes(reads);
            case DELETE_OBJECT -> new DeleteObject(buckets);
            case GET_OBJECT_TAGGING -> new GetObjectTagging(reads);
            case GET_OBJECT_RETENTION -> new GetObjectLock(reads, true);
            case GET_OBJECT_LEGAL_HOLD -> new GetObjectLock(reads, false);
            case PUT_OBJECT_TAGGING -> new PutObjectTagging(reads);
            case RESTORE_OBJECT -> new RestoreObject(reads, buckets.clock());
            case CREATE_MULTIPART_UPLOAD -> new CreateMultipartUpload(buckets, writes);
            case UPLOAD_PART -> new UploadPart(buckets);
            case UPLOAD_PART_COPY -> new UploadPartCopy(buckets, copyReads);
            case LIST_PARTS -> new ListParts(buckets);
            case COMPLETE_MULTIPART_UPLOAD ->
                    new CompleteMultipartUpload(buckets, minimumPartBytes);
            case ABORT_MULTIPART_UPLOAD -> new AbortMultipartUpload(buckets);
        };
    }

    private GetBucketDocument read(BucketDocument kind) {
        return new GetBucketDocument(buckets, kind);
    }

    private static String resource(Request request) {
        return request.target().resource().substring(1);
    }
}
