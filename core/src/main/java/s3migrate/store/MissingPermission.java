package s3migrate.store;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a policy has to allow, as far as a refusal tells.
///
/// S3 names action and ARN within an account or organization. To others it says no more than
/// "Access Denied": then the call itself tells which action it takes, and where.
public final class MissingPermission {

    /// As IAM words it, in the answers of S3 and KMS.
    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile(
                    "not authorized to perform: (\\S+) on (?:the )?resource:? \"?([^\\s\"]+)");

    /// As our own texts begin.
    private static final Pattern CALL = Pattern.compile("(?<verb>.+?) s3://(?<bucket>[^/:\\s]+)");

    private MissingPermission() {}

    /// Of a refusal with this code and text; empty where it is about something else.
    public static Optional<String> in(String cause, String reason) {
        var named = NOT_AUTHORIZED.matcher(reason);
        if (named.find()) {
            return Optional.of("%s on %s".formatted(named.group(1), named.group(2)));
        }
        var call = CALL.matcher(reason);
        return cause.equals("AccessDenied") && call.lookingAt()
                ? Optional.of(
                        "%s on s3://%s".formatted(action(call.group("verb")), call.group("bucket")))
                : Optional.empty();
    }

    private static String action(String verb) {
        return switch (verb) {
            case "get", "head" -> "s3:GetObject";
            case "get tags of" -> "s3:GetObjectTagging";
            case "delete" -> "s3:DeleteObject";
            case "abort upload of" -> "s3:AbortMultipartUpload";
            case "list parts of" -> "s3:ListMultipartUploadParts";
            case "list uploads of" -> "s3:ListBucketMultipartUploads";
            case "list" -> "s3:ListBucket";
            case String copy when copy.startsWith("copy") -> "s3:GetObject";
            default -> "s3:PutObject";
        };
    }
}
