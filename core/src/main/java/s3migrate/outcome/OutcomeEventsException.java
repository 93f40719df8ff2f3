package s3migrate.outcome;

/// An outcome event could not be sent; it may have been taken.
public final class OutcomeEventsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public OutcomeEventsException(String message, Throwable cause) {
        super(message, cause);
    }

    public OutcomeEventsException(String message) {
        super(message);
    }
}
