package s3migrate.cli.operate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import s3migrate.object.ObjectLocation;
import s3migrate.store.MissingPermission;

/// What many failures have in common: the reason of one without what is its own, its keys, numbers
/// and the ids of requests. Where a permission is missing, that is the cause.
///
/// @param missing action and where, as IAM words it
record FailureCause(String name, Optional<String> missing) {

    private static final int MAX_NAME = 240;

    /// S3's code, as our texts carry it.
    private static final Pattern CODE = Pattern.compile("\\(([A-Za-z][A-Za-z0-9.]+), HTTP \\d+");

    private static final Pattern REQUEST =
            Pattern.compile(", request [^),]*|\\(request id [^)]*\\)");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![A-Za-z0-9.-])\\d[\\d,]*(?![A-Za-z0-9.])");
    private static final Pattern ARN_OF_OBJECT =
            Pattern.compile("(arn:[a-z-]+:s3:::[^/\\s]+)/\\S*");

    /// @param objects those the reason is about
    static FailureCause of(String reason, List<ObjectLocation> objects) {
        var found = CODE.matcher(reason);
        String code = found.find() ? found.group(1) : "";
        var missing =
                MissingPermission.in(code, reason)
                        .map(permission -> ARN_OF_OBJECT.matcher(permission).replaceAll("$1/*"));
        return new FailureCause(
                missing.map(permission -> code + " " + permission)
                        .orElseGet(() -> common(reason, objects)),
                missing);
    }

    private static String common(String reason, List<ObjectLocation> objects) {
        String text = reason;
        for (var object : objects) {
            text = text.replace(object.toString(), "s3://%s/…".formatted(object.bucket()));
        }
        text = NUMBER.matcher(REQUEST.matcher(text).replaceAll("")).replaceAll("n");
        return text.length() > MAX_NAME ? text.substring(0, MAX_NAME) + "…" : text;
    }

    /// What a person does about it.
    String toDo() {
        if (missing.isPresent()) {
            String action = missing.get().substring(0, missing.get().indexOf(' '));
            return "allow %s, then: s3migrate redrive --reason \"%s\""
                    .formatted(missing.get(), action);
        }
        if (name.contains("InvalidObjectState") || name.contains("archived")) {
            return "restore the objects from their archive, then: s3migrate redrive";
        }
        return "mend what the reason names, then: s3migrate redrive; or give them up: s3migrate dismiss";
    }
}
