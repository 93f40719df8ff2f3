package s3migrate.sandbox.proxy;

/// How a connection ends before its time: once `bytes` have gone one way. With 0 bytes, as soon as
/// it is accepted.
public sealed interface Break {
    Direction direction();

    long bytes();

    /// Both ends get a reset, which may overtake bytes still on their way.
    record Reset(Direction direction, long bytes) implements Break {}

    /// Both ends are closed in order, as if the peer had finished.
    record Cut(Direction direction, long bytes) implements Break {}

    /// Nothing passes any more, either way, and nobody is told: the connection stays half-open.
    record Silence(Direction direction, long bytes) implements Break {}
}
