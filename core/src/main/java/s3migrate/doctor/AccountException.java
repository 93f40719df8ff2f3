package s3migrate.doctor;

/// AWS did not tell about an account. The text says what was asked and what was answered; `code` is
/// the service's, or a word for what broke below HTTP.
public final class AccountException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;

    public AccountException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// Such as AccessDeniedException.
    public String code() {
        return code;
    }
}
