package s3migrate.transfer.evidence;

import s3migrate.store.StoreException;

/// Evidence could not be written or read; lines before may be written.
public final class EvidenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EvidenceException(String message, Throwable cause) {
        super(message, cause);
    }

    public EvidenceException(String message) {
        super(message);
    }

    /// What broke at the store, whose own text names verb, place and cause.
    static EvidenceException of(StoreException broke) {
        return new EvidenceException(String.valueOf(broke.getMessage()), broke);
    }
}
