package s3migrate.sandbox.lambda;

/// How an invocation ended. Only [Answered] is success; for every other end a queue's messages stay
/// in their queue.
public sealed interface InvocationResult {
    /// The handler returned; `payload` is its JSON.
    record Answered(String payload) implements InvocationResult {}

    /// The handler threw. The environment lives on.
    record FunctionError(String type, String message) implements InvocationResult {}

    /// The environment ended before it took its first event.
    record InitFailed(String type, String message) implements InvocationResult {}

    /// The environment was killed by the host.
    record Killed(KillReason reason) implements InvocationResult {}

    /// The environment ended by itself, during the invocation.
    record Crashed(int exitCode) implements InvocationResult {}

    enum KillReason {
        /// The function's time-out was reached.
        DEADLINE,
        /// [LambdaHost#killRunning], or the host was closed.
        ON_PURPOSE
    }
}
