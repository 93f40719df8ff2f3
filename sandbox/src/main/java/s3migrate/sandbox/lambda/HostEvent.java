package s3migrate.sandbox.lambda;

import java.time.Duration;

/// What the host reports of its functions, as CloudWatch's START and REPORT lines would show it. Of
/// one invocation the listener hears [Started] and then one of [Finished], [Failed], [Killed] and
/// [Crashed], the last after its messages are deleted where they are to be.
public sealed interface HostEvent {
    String function();

    /// An invocation has its environment.
    ///
    /// @param coldStart whether a new environment was started for it
    record Started(String function, String requestId, boolean coldStart) implements HostEvent {}

    /// The handler answered.
    ///
    /// @param failures messages the answer left in the queue
    record Finished(String function, String requestId, Usage usage, int failures)
            implements HostEvent {}

    /// The handler threw, or its environment could not start.
    record Failed(String function, String requestId, Usage usage, String type, String message)
            implements HostEvent {}

    record Killed(
            String function, String requestId, Usage usage, InvocationResult.KillReason reason)
            implements HostEvent {}

    record Crashed(String function, String requestId, Usage usage, int exitCode)
            implements HostEvent {}

    /// A message of a chain of 16 invocations was taken from its queue: into the dead-letter queue,
    /// or away if there is none.
    record LoopStopped(String function, String messageId, boolean deadLettered)
            implements HostEvent {}

    /// A mapping's queue could not be read any more, and is not polled from now on.
    record PollerStopped(String function, String queue, String reason) implements HostEvent {}

    /// Time from hand-over to answer, and the most memory the environment held in its life, in
    /// bytes; 0 if unknown.
    record Usage(Duration duration, long peakBytes) {}
}
