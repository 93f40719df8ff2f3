package s3migrate.cli.sync;

import java.util.Optional;
import java.util.regex.Pattern;
import s3migrate.cli.sync.Failures.Failure;

/// What objects failed for, and what a person can do about it; the same for all of one cause.
///
/// @param what a code of S3 or a word of ours, for a denial with action and key
record FailureCause(String what, String advice) {

    private static final Pattern DENIED = Pattern.compile("to perform: (?<action>[\\w-]+:\\w+)");
    private static final Pattern KMS_KEY = Pattern.compile("arn:[\\w-]+:kms:[\\w:/-]+");

    static FailureCause of(Failure failure) {
        var action = found(DENIED, failure.reason(), "action");
        var key = found(KMS_KEY, failure.reason(), "0");
        String what =
                failure.cause()
                        + action.map(name -> " " + name).orElse("")
                        + key.map(arn -> " on key " + arn).orElse("");
        return new FailureCause(what, advice(failure.cause(), action));
    }

    private static Optional<String> found(Pattern pattern, String text, String group) {
        var match = pattern.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        return Optional.of(group.equals("0") ? match.group() : match.group(group));
    }

    private static String advice(String cause, Optional<String> action) {
        return switch (cause) {
            case "AccessDenied" ->
                    action.filter(name -> name.startsWith("kms:")).isPresent()
                            ? "let the role or user do that in its own policy and in that of the key"
                            : "let the role or user do that: s3migrate policy prints what it needs, and a bucket"
                                    + " policy may deny it all the same";
            case "archived", "InvalidObjectState" ->
                    "restore them first, which s3migrate does not do, or leave them out with"
                            + " --source-storage-class";
            case "impossible" -> "take a shorter folder at the destination";
            case "NoSuchKey" -> "look for another spelling, or leave them out";
            case "SlowDown", "ServiceUnavailable", "RequestLimitExceeded", "TooManyRequests" ->
                    "start again later, with --source-tpslimit or --dest-tpslimit";
            case "Mismatch" ->
                    "start again; if it comes back, something on the way or the store changes bytes";
            case "TooLittleProof" ->
                    "take --require down, or give the source checksums (by a copy onto itself)";
            case "SourceKeepsChanging" -> "start again when nobody writes them";
            case "MissingMetadata" ->
                    "write that metadata anew at the source, in characters a header can hold";
            case "TooLarge", "EntityTooLarge" -> "cut them in two at the source";
            default -> "mend what the reason names, and start again: what is copied stays copied";
        };
    }
}
