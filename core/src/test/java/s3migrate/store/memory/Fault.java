package s3migrate.store.memory;

import s3migrate.store.StoreException;

/// What goes wrong in one call of a store.
public sealed interface Fault {

    /// The call and the `times - 1` calls of its verb after it are answered SlowDown; nothing is
    /// done.
    record Throttled(int times) implements Fault {}

    /// The bytes stop coming after `bytes`: of an opened body, or of the body of a write, which
    /// then does nothing. Other verbs fail at once.
    record CutAfter(long bytes) implements Fault {}

    /// One bit of the byte at `at`, counted from 0, arrives turned over: of an opened body, or of
    /// the body of a write.
    record Flipped(long at) implements Fault {}

    /// The call takes effect, but its caller sees a broken connection.
    record LostReply() implements Fault {}

    /// Something else happens first; the call itself is good.
    record RunBefore(Runnable action) implements Fault {}

    /// The store refuses with this; nothing is done.
    record Refuses(StoreException exception) implements Fault {}
}
