package s3migrate.sandbox.s3.fault;

/// What goes wrong with one request.
public sealed interface Fault {
    /// Answered with an error; nothing is done.
    record Refuse(int status, String code, String message) implements Fault {
        public static Refuse slowDown() {
            return new Refuse(503, "SlowDown", "Please reduce your request rate.");
        }

        public static Refuse internalError() {
            return new Refuse(
                    500, "InternalError", "We encountered an internal error. Please try again.");
        }
    }

    /// The request is done, and the connection closed after `bytes` of the answer's body.
    record CutResponseAfter(long bytes) implements Fault {}

    /// The connection is closed after `bytes` of the request's body; nothing is done.
    record DropAfterRequestBytes(long bytes) implements Fault {}

    /// The request is done, and the connection closed without an answer.
    record LoseReply() implements Fault {}

    /// `action` runs before the request is looked at: to wait for a latch, or to change what the
    /// request will meet.
    record Before(Runnable action) implements Fault {}

    /// `action` runs after `bytes` of the answer's body are sent: to overwrite an object while it
    /// is read.
    record During(long bytes, Runnable action) implements Fault {}

    /// `action` runs after the request is done and before its answer is sent.
    record After(Runnable action) implements Fault {}

    /// Nothing is done, and the answer is a success whose body is an error, as S3 does for Complete
    /// and Copy.
    record ErrorInside200(String code, String message) implements Fault {}
}
