package s3migrate.sandbox.s3.store;

/// An object whose bytes stay readable until it is closed, whatever happens to the key.
public record HeldObject(ObjectVersion object, Content.Hold hold) implements AutoCloseable {
    @Override
    public void close() {
        hold.close();
    }
}
