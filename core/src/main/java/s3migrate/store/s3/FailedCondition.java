package s3migrate.store.s3;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The condition S3 names in a 412, by the header that set it.
record FailedCondition(String header) {

    private static final Pattern ELEMENT = Pattern.compile("<Condition>([^<]+)</Condition>");

    /// What an answer names; empty if it names none, as answers without a body do.
    static Optional<FailedCondition> of(S3Exception answer) {
        var found = ELEMENT.matcher(ErrorBodies.of(answer));
        return found.find() ? Optional.of(new FailedCondition(found.group(1))) : Optional.empty();
    }

    /// Whether it was about the source of a copy: that has changed. Else the destination has.
    boolean ofSource() {
        return header.regionMatches(true, 0, "x-amz-copy-source-", 0, 18);
    }
}
