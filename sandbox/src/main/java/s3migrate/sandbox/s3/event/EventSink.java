package s3migrate.sandbox.s3.event;

/// Where the events of a bucket go, such as a queue.
@FunctionalInterface
public interface EventSink {
    /// Called by one thread, in order. If it throws, the event is offered again.
    ///
    /// @param json `{"Records":[…]}` with one record
    void deliver(String json) throws Exception;
}
