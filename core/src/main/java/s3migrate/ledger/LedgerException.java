package s3migrate.ledger;

/// The ledger could not be read or written; a write may have taken effect.
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    public LedgerException(String message) {
        super(message);
    }
}
