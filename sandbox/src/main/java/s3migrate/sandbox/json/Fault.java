package s3migrate.sandbox.json;

/// What goes wrong with one call.
public sealed interface Fault {
    /// Nothing: the call is answered as usual.
    record None() implements Fault {}

    /// The call is not carried out; the error is the answer.
    record Refused(AwsError error) implements Fault {}

    /// The call is carried out, then the connection is closed without an answer.
    record ReplyLost() implements Fault {}
}
