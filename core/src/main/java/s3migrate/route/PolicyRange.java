package s3migrate.route;

import java.util.Optional;

/// The objects of a range, as a policy can name them.
///
/// IAM takes documents of characters up to U+00FF only, so that a prefix counts up to the first
/// character beyond, or the first control character: more is allowed then, never less.
public record PolicyRange(BucketPrefix range) {

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_ACCEPTED = 0xFF;

    /// What a statement has as its resource.
    ///
    /// @param partition as ARNs have it
    public String arn(String partition) {
        return "arn:%s:s3:::%s/%s*".formatted(partition, range.bucket(), literal(nameable()));
    }

    /// What is allowed beyond the range, for a person; empty if it is allowed as it is.
    public Optional<String> widening() {
        String nameable = nameable();
        return nameable.equals(range.prefix())
                ? Optional.empty()
                : Optional.of(
                        "s3://%1$s/%2$s: policies hold characters up to U+00FF only, so all keys under s3://%1$s/%3$s are allowed"
                                .formatted(range.bucket(), range.prefix(), nameable));
    }

    private String nameable() {
        String prefix = range.prefix();
        int end = 0;
        while (end < prefix.length() && isAccepted(prefix.charAt(end))) {
            end++;
        }
        return prefix.substring(0, end);
    }

    private static boolean isAccepted(char character) {
        return FIRST_PRINTABLE <= character && character <= LAST_ACCEPTED;
    }

    /// `*`, `?` and `$` of a key mean themselves only when written so.
    private static String literal(String prefix) {
        return prefix.replace("$", "${$}").replace("*", "${*}").replace("?", "${?}");
    }
}
