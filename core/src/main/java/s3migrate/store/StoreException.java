package s3migrate.store;

import org.jspecify.annotations.Nullable;

/// A store did not do what was asked. The text names the verb, the location, what was found, and
/// S3's code and request id. Made only by the adapters; `code` is S3's error code, or a word for
/// what broke below HTTP.
public abstract sealed class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;

    private StoreException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    private StoreException(String code, String message) {
        super(message);
        this.code = code;
    }

    /// S3's error code, such as SlowDown or AccessDenied.
    public String code() {
        return code;
    }

    /// Throttled, a server's error or a broken connection: the same may work later.
    public static final class Transient extends StoreException {
        private static final long serialVersionUID = 1;

        public Transient(String code, String message, @Nullable Throwable cause) {
            super(code, message, cause);
        }

        public Transient(String code, String message) {
            super(code, message);
        }
    }

    /// This object cannot be read or written as asked; others may.
    public static final class ObjectRefused extends StoreException {
        private static final long serialVersionUID = 1;

        public ObjectRefused(String code, String message, @Nullable Throwable cause) {
            super(code, message, cause);
        }

        public ObjectRefused(String code, String message) {
            super(code, message);
        }
    }

    /// No object of this route can pass: credentials, bucket, encryption key or endpoint.
    public static final class RouteRefused extends StoreException {
        private static final long serialVersionUID = 1;

        public RouteRefused(String code, String message, @Nullable Throwable cause) {
            super(code, message, cause);
        }

        public RouteRefused(String code, String message) {
            super(code, message);
        }
    }
}
