package s3migrate.cli;

/// A command found out before it began anything that it cannot; the text says why, to a person.
public final class CouldNotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CouldNotStart(String message, Throwable cause) {
        super(message, cause);
    }

    public CouldNotStart(String message) {
        super(message);
    }
}
