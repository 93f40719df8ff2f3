package s3migrate.transfer.evidence;

/// Evidence could not be written or read; lines before may be written.
public final class EvidenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EvidenceException(String message, Throwable cause) {
        super(message, cause);
    }

    public EvidenceException(String message) {
        super(message);
    }
}
