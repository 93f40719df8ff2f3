package s3migrate.sandbox.lambda;

import java.util.Optional;

/// A place where a function runs, one invocation at a time.
interface ExecutionEnvironment extends AutoCloseable {
    /// Waits until it takes an event: empty then, or how it ended instead.
    Optional<InvocationResult> awaitReady() throws InterruptedException;

    /// Hands over the event and waits for the end, at most until the function's time-out.
    InvocationResult invoke(Invocation invocation) throws InterruptedException;

    /// Whether another invocation may be tried; [#awaitReady] has the last word.
    boolean reusable();

    /// Ends it now, in mid-invocation too. False if it cannot be ended or had ended before.
    boolean kill();

    /// The most memory it held so far, in bytes; 0 if unknown.
    long peakBytes();

    /// Ends it and removes what it leaves behind.
    @Override
    void close();
}
