package s3migrate.sandbox.s3.operation;

import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// Tells until when an object is locked (GetObjectRetention), or whether it is on hold
/// (GetObjectLegalHold).
record GetObjectLock(ObjectRead reads, boolean retention) implements Operation {
    @Override
    public Response answer(Request request) {
        if (!reads.bucket(request).settings().objectLock()) {
            throw S3Errors.invalidRequest("Bucket is missing Object Lock Configuration");
        }
        Map<String, String> headers = reads.find(request).properties().headers();
        return Response.xml(
                retention
                        ? Xml.document("Retention")
                                .element("Mode", value(headers, LockHeaders.MODE))
                                .element("RetainUntilDate", value(headers, LockHeaders.UNTIL))
                        : Xml.document("LegalHold")
                                .element("Status", value(headers, LockHeaders.HOLD)));
    }

    private static String value(Map<String, String> headers, String name) {
        return Optional.ofNullable(headers.get(name))
                .orElseThrow(() ->
                        new S3Error(
                                404,
                                "NoSuchObjectLockConfiguration",
                                "The specified object does not have a ObjectLock configuration"));
    }
}
