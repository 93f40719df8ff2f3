package s3migrate.sandbox.s3.fault;

import s3migrate.sandbox.s3.error.S3Error;

/// What goes wrong with one request. Bytes of bodies are counted from 0.
public sealed interface Fault {
    /// Answered with an error; nothing is done.
    record Refuse(S3Error error) implements Fault {
        public Refuse(int status, String code, String message) {
            this(new S3Error(status, code, message));
        }

        public static Refuse slowDown() {
            return new Refuse(503, "SlowDown", "Please reduce your request rate.");
        }

        public static Refuse internalError() {
            return new Refuse(
                    500, "InternalError", "We encountered an internal error. Please try again.");
        }

        public static Refuse accessDenied() {
            return new Refuse(403, "AccessDenied", "Access Denied");
        }

        /// The object's KMS key is disabled.
        public static Refuse kmsDisabled(String keyArn) {
            return new Refuse(400, "KMS.DisabledException", keyArn + " is disabled.");
        }

        public static Refuse expiredToken() {
            return new Refuse(400, "ExpiredToken", "The provided token has expired.");
        }

        /// The object is in an archive tier of INTELLIGENT_TIERING, which its class does not show.
        public static Refuse archived() {
            return new Refuse(
                    new S3Error(
                                    403,
                                    "InvalidObjectState",
                                    "The operation is not valid for the object's access tier")
                            .with("StorageClass", "INTELLIGENT_TIERING")
                            .with("AccessTier", "ARCHIVE_ACCESS"));
        }
    }

    /// Nothing is done, and the answer is a success whose body is an error, as S3 does for
    /// Complete, CopyObject and UploadPartCopy.
    record ErrorInside200(String code, String message) implements Fault {}

    /// The request is done, and the connection closed after `bytes` of the answer's body.
    record CutResponseAfter(long bytes) implements Fault {}

    /// The connection is closed after `bytes` of the request's body; nothing is done.
    record DropAfterRequestBytes(long bytes) implements Fault {}

    /// The request is done, and the connection closed without an answer.
    record LoseReply() implements Fault {}

    /// The byte at `at` of the request's body is inverted before the server looks at it. Counted on
    /// the wire: in an aws-chunked body the first chunk's size comes before its bytes.
    record FlipRequestByte(long at) implements Fault {}

    /// The byte at `at` of the answer's body is inverted on its way out.
    record FlipResponseByte(long at) implements Fault {}

    /// The request is done and answered as always; but the object it made has its byte at `at`
    /// inverted, and from now on shows the ETag and checksum of its wrong bytes. For requests that
    /// make an object.
    record StoreFlipped(long at) implements Fault {}

    /// Answered from an earlier moment, as a stale listing is. For requests that neither write nor
    /// read bytes.
    record AsOf(Snapshot moment) implements Fault {}

    /// `action` runs before the request is looked at: to wait for a latch, or to change what the
    /// request will meet.
    record Before(Runnable action) implements Fault {}

    /// `action` runs after `bytes` of the answer's body are sent: to overwrite or delete an object
    /// while it is read.
    record During(long bytes, Runnable action) implements Fault {}

    /// `action` runs after the request is done and before its answer is sent.
    record After(Runnable action) implements Fault {}
}
