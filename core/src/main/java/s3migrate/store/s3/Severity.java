package s3migrate.store.s3;

import s3migrate.store.StoreException;

/// How far an error reaches, which is what the port's exceptions tell apart.
enum Severity {
    TRANSIENT,
    OBJECT,
    ROUTE;

    StoreException exception(S3Call call, String code, String found, Throwable cause) {
        var text = call + ": " + found;
        return switch (this) {
            case TRANSIENT -> new StoreException.Transient(code, text, cause);
            case OBJECT -> new StoreException.ObjectRefused(code, text, cause);
            case ROUTE -> new StoreException.RouteRefused(code, text, cause);
        };
    }
}
