package s3migrate.sandbox.s3.auth;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.wire.Caller;

/// Actions denied by policy. All else is allowed to every known access key.
public final class Denials {
    private record Denial(Pattern action, Pattern resource) {}

    private final List<Denial> denials = new CopyOnWriteArrayList<>();

    /// Holds from now on, for every caller.
    ///
    /// @param action such as `s3:GetObject`, `s3:*`
    /// @param resource `bucket`, `bucket/key` or `bucket/prefix*`, as in an ARN after the colons
    public void deny(String action, String resource) {
        denials.add(new Denial(pattern(action), pattern(resource)));
    }

    public void allowAll() {
        denials.clear();
    }

    public boolean denies(String action, String resource) {
        return denials.stream()
                .anyMatch(denial ->
                        denial.action().matcher(action).matches()
                                && denial.resource().matcher(resource).matches());
    }

    /// Throws S3's AccessDenied if `action` on `resource` is denied.
    public void check(Caller caller, String action, String resource) {
        if (denies(action, resource)) {
            throw S3Errors.accessDenied(
                    "User: "
                            + caller.arn()
                            + " is not authorized to perform: "
                            + action
                            + " on resource: \"arn:"
                            + caller.partition()
                            + ":s3:::"
                            + resource
                            + "\" with an explicit deny in a resource-based policy");
        }
    }

    private static Pattern pattern(String wildcards) {
        String regex =
                wildcards
                        .codePoints()
                        .mapToObj(Character::toString)
                        .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
                        .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
