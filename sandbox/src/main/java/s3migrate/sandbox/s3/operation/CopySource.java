package s3migrate.sandbox.s3.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.wire.PercentEncoding;
import s3migrate.sandbox.s3.wire.Query;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Target;

/// The object that `x-amz-copy-source` names: `bucket/key`, url-encoded ('+' is a space), with or
/// without a slash before it, and perhaps `?versionId=` behind it.
record CopySource(Target target, Optional<String> versionId) {
    static final String HEADER = "x-amz-copy-source";
    private static final String VERSION = "?versionId=";

    static CopySource of(Request request) {
        String header = request.header(HEADER).orElse("");
        int question = header.indexOf('?');
        String path = question < 0 ? header : header.substring(0, question);
        Optional<String> versionId = versionId(question < 0 ? "" : header.substring(question));
        String decoded = PercentEncoding.decodeParameter(path);
        String object = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        int slash = object.indexOf('/');
        if (slash < 1 || slash == object.length() - 1) {
            throw invalid(header);
        }
        return new CopySource(
                new Target(object.substring(0, slash), object.substring(slash + 1)), versionId);
    }

    boolean isOf(Target other) {
        return target.equals(other);
    }

    /// The read that the copy contains, by the same caller.
    Request read(Request copy) {
        Map<String, String> query = new LinkedHashMap<>();
        versionId.ifPresent(id -> query.put("versionId", id));
        return new Request(
                "GET",
                target,
                new Query(query),
                copy.headers(),
                copy.body(),
                copy.caller(),
                copy.chunks());
    }

    private static Optional<String> versionId(String query) {
        if (query.isEmpty()) {
            return Optional.empty();
        }
        if (!query.startsWith(VERSION) || query.length() == VERSION.length()) {
            throw S3Errors.invalidArgument(
                    "Unsupported copy source parameter.", HEADER, query.substring(1));
        }
        return Optional.of(PercentEncoding.decodeParameter(query.substring(VERSION.length())));
    }

    private static S3Error invalid(String header) {
        return S3Errors.invalidArgument(
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                HEADER,
                header);
    }
}
