package s3migrate.job;

/// A queue did not do what was asked, after retries. A message that was to be sent may have been:
/// jobs bear repetition, so send it again. `code` is SQS's, or a word for what broke below HTTP.
public final class JobQueueException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;

    public JobQueueException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public JobQueueException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
