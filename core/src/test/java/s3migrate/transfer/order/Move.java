package s3migrate.transfer.order;

/// What may happen next. Numbers count what there is at that moment, from 0.
sealed interface Move {

    /// The source gets its next version, or loses its object, and a message says so.
    record SourceMoves() implements Move {}

    /// A copy of a message that is at work is delivered to another worker, and is consumed by
    /// itself.
    record Again(int message) implements Move {}

    /// An idle worker gets a message.
    record Begin(int message) implements Move {}

    /// A worker's call is made and answered.
    record Step(int worker) implements Move {}

    /// A worker is killed before its call, which with `late` may land all the same.
    record Kill(int worker, boolean late) implements Move {}

    /// A worker's call gets no reply, and may land later.
    record Lose(int worker) implements Move {}

    /// A late call lands.
    record Land(int late) implements Move {}

    /// A late call will not land any more.
    record Fade(int late) implements Move {}

    /// As much time passes as leases last, while nobody is at work.
    record Wait() implements Move {}

    /// As much time passes, and nobody who is at work notices.
    record Oversleep() implements Move {}

    /// A worker's time is up.
    record TimeUp(int worker) implements Move {}
}
