package s3migrate.doctor;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import s3migrate.route.Permission;
import s3migrate.store.StoreException;

/// A refusal as an observation: which action is missing, on what, and the statement to paste.
final class Denial {

    private static final Set<String> CODES =
            Set.of("AccessDenied", "AllAccessDisabled", "LockDenied");

    /// S3 says which action is missing, unless the bucket's owner is another account.
    private static final Pattern TOLD =
            Pattern.compile("perform: ((?:s3|kms):[A-Za-z]+)(?: on resource: \"?(arn:[^\\s\"]+))?");

    private Denial() {}

    static boolean is(StoreException refused) {
        return CODES.contains(refused.code());
    }

    /// Of a request that `action` is needed for.
    static Observation of(End end, String action, StoreException refused) {
        return of(Grade.FAULT, end, action, refused);
    }

    /// The same where copies go without it.
    static Observation of(Grade grade, End end, String action, StoreException refused) {
        var permission = permission(end, action, refused);
        return new Observation(
                        grade,
                        end.name("permission"),
                        "%s is denied on %s"
                                .formatted(
                                        String.join(", ", permission.actions()),
                                        String.join(", ", permission.resources())),
                        String.valueOf(refused.getMessage()),
                        remedy(permission),
                        java.util.Optional.empty())
                .with(permission);
    }

    private static Permission permission(End end, String action, StoreException refused) {
        var told = TOLD.matcher(String.valueOf(refused.getMessage()));
        if (!told.find()) {
            return end.permission(action);
        }
        return told.group(1).startsWith("kms:") && told.group(2) != null
                ? new Permission(end.side(), List.of(told.group(1)), List.of(told.group(2)))
                : end.permission(told.group(1));
    }

    private static String remedy(Permission permission) {
        return permission.actions().getFirst().startsWith("kms:")
                ? "allow it to this identity, and in the key's policy if the key is another account's"
                : "allow it to this identity, and in the bucket's policy if the bucket is another account's";
    }
}
