package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.store.Bucket;
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
        Optional<ByteRange> range =
                request.header("Range").flatMap(header -> ByteRange.of(header, object.size()));
        ByteRange bytes = range.orElse(new ByteRange(0, object.size()));
        Response response =
                ResponseHeaders.described(
                                Response.empty(range.isPresent() ? 206 : 200), bucket, object)
                        .with("Content-Range", range.map(part -> part.contentRange(object.size())));
        return new ObjectAnswer(
                withChecksum(withTagCount(response, object, tagsVisible), request, object, bytes),
                bytes);
    }

    private static Response withTagCount(Response response, ObjectVersion object, boolean visible) {
        int count = object.properties().tags().size();
        return visible && count > 0
                ? response.with("x-amz-tagging-count", Integer.toString(count))
                : response;
    }

    /// A checksum of the whole says nothing about a part of it, and is asked for or not shown.
    private static Response withChecksum(
            Response response, Request request, ObjectVersion object, ByteRange bytes) {
        boolean asked =
                request.header("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED");
        Optional<Checksum> shown =
                object.checksum().filter(_ -> asked).filter(_ -> bytes.isWhole(object.size()));
        return shown.map(checksum -> ResponseHeaders.checksum(response, checksum)).orElse(response);
    }
}
