package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.ObjectPart;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// The answer that GET and HEAD share: status, headers, and the bytes they are about.
///
/// @param response without a body
record ObjectAnswer(Response response, ByteRange bytes) {

    /// @param tagsVisible whether the caller may read tags
    static ObjectAnswer of(
            Request request, Bucket bucket, ObjectVersion object, boolean tagsVisible) {
        if (ReadConditions.notModified(request, object)) {
            Response unchanged =
                    Response.empty(304)
                            .with("ETag", ResponseHeaders.quoted(object.etag()))
                            .with("Last-Modified", Times.http(object.lastModified()));
            return new ObjectAnswer(unchanged, new ByteRange(0, 0));
        }
        Optional<ObjectPart> part = PartNumber.of(request, object);
        Optional<ByteRange> range = range(request, object, part);
        ByteRange bytes = range.orElse(new ByteRange(0, object.size()));
        Response response =
                ResponseHeaders.described(
                                Response.empty(range.isPresent() ? 206 : 200), bucket, object)
                        .with("Content-Range", range.flatMap(run -> run.contentRange(object)));
        if (part.isPresent() && !object.parts().isEmpty()) {
            response =
                    response.with("x-amz-mp-parts-count", Integer.toString(object.parts().size()));
        }
        response = withTagCount(response, object, tagsVisible);
        return new ObjectAnswer(
                showsChecksum(request) ? withChecksum(response, object, part, bytes) : response,
                bytes);
    }

    /// Checksums are asked for or not shown.
    static boolean showsChecksum(Request request) {
        return request.header("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED");
    }

    private static Optional<ByteRange> range(
            Request request, ObjectVersion object, Optional<ObjectPart> part) {
        Optional<String> header = request.header("Range");
        if (part.isEmpty()) {
            return header.flatMap(text -> ByteRange.of(text, object.size()));
        }
        if (header.isPresent()) {
            throw S3Errors.invalidRequest(
                    "Cannot specify both Range header and partNumber query parameter");
        }
        return part.map(one -> new ByteRange(one.first(), one.bytes()));
    }

    private static Response withTagCount(Response response, ObjectVersion object, boolean visible) {
        int count = object.properties().tags().size();
        return visible && count > 0
                ? response.with("x-amz-tagging-count", Integer.toString(count))
                : response;
    }

    /// A checksum of the whole says nothing about a run of its bytes.
    private static Response withChecksum(
            Response response, ObjectVersion object, Optional<ObjectPart> part, ByteRange bytes) {
        Optional<Checksum> ofPart =
                object.checksum().flatMap(whole -> part.flatMap(one -> checksum(whole, one)));
        return ofPart.or(() -> object.checksum().filter(_ -> bytes.isWhole(object.size())))
                .map(checksum -> ResponseHeaders.checksum(response, checksum))
                .orElse(response);
    }

    private static Optional<Checksum> checksum(Checksum whole, ObjectPart part) {
        return part.checksum().map(value -> new Checksum(whole.algorithm(), whole.type(), value));
    }
}
