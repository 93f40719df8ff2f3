package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import s3migrate.sandbox.s3.auth.Denials;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// Runs operations by name on one set of buckets.
public final class Operations {
    private final Buckets buckets;
    private final Denials denials;
    private final ObjectRead reads;
    private final CopyRead copyReads;
    private final long minimumPartBytes;

    /// Refuses parts below `minimumPartBytes`, except the last of an upload.
    public Operations(Buckets buckets, Denials denials, long minimumPartBytes) {
        this.buckets = buckets;
        this.denials = denials;
        this.reads = new ObjectRead(buckets, denials);
        this.copyReads = new CopyRead(reads, denials);
        this.minimumPartBytes = minimumPartBytes;
    }

    public Response answer(OperationName name, Request request) throws IOException {
        if (request.target().hasBucket()) {
            denials.check(request.caller(), name.permission(request), resource(request));
        }
        return operation(name).answer(request);
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
            case LIST_OBJECTS_V2 -> new ListObjectsV2(buckets);
            case LIST_MULTIPART_UPLOADS -> new ListMultipartUploads(buckets);
            case DELETE_OBJECTS -> new DeleteObjects(buckets);
            case PUT_OBJECT -> new PutObject(buckets, denials);
            case COPY_OBJECT -> new CopyObject(buckets, copyReads);
            case GET_OBJECT -> new GetObject(reads);
            case HEAD_OBJECT -> new HeadObject(reads);
            case DELETE_OBJECT -> new DeleteObject(buckets);
            case GET_OBJECT_TAGGING -> new GetObjectTagging(reads);
            case PUT_OBJECT_TAGGING -> new PutObjectTagging(reads);
            case CREATE_MULTIPART_UPLOAD -> new CreateMultipartUpload(buckets, denials);
            case UPLOAD_PART -> new UploadPart(buckets);
            case UPLOAD_PART_COPY -> new UploadPartCopy(buckets, copyReads);
            case LIST_PARTS -> new ListParts(buckets);
            case COMPLETE_MULTIPART_UPLOAD ->
                    new CompleteMultipartUpload(buckets, minimumPartBytes);
            case ABORT_MULTIPART_UPLOAD -> new AbortMultipartUpload(buckets);
        };
    }

    private static String resource(Request request) {
        return request.target().resource().substring(1);
    }
}
