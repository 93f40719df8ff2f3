package s3migrate.transfer.order;

/// Ends the thread of a worker whose process is gone: no call of it has an effect any more.
final class Killed extends Error {

    private static final long serialVersionUID = 1;

    Killed() {
        super("killed", null, false, false);
    }
}
