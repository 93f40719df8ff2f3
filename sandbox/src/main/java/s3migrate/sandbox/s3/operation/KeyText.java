package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.wire.PercentEncoding;
import s3migrate.sandbox.s3.wire.Query;

/// How a listing writes keys: as they are, or url-encoded if asked.
record KeyText(boolean urlEncoded) {

    static KeyText of(Query query) {
        return switch (query.getOr("encoding-type", "")) {
            case "" -> new KeyText(false);
            case "url" -> new KeyText(true);
            default ->
                    throw S3Errors.invalidArgument(
                            "Invalid Encoding Method specified in Request",
                            "encoding-type",
                            query.getOr("encoding-type", ""));
        };
    }

    String of(String key) {
        return urlEncoded ? PercentEncoding.encodeKey(key) : key;
    }
}
