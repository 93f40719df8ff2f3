package s3migrate.store.s3;

import java.util.Optional;
import java.util.OptionalInt;
import s3migrate.store.BucketSetup;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Transition;

/// Reads what a rule does to current objects and to uploads.
final class LifecycleRules {

    private LifecycleRules() {}

    static BucketSetup.LifecycleRule of(LifecycleRule rule) {
        var filter = Optional.ofNullable(rule.filter());
        return new BucketSetup.LifecycleRule(
                Optional.ofNullable(rule.id()).orElse("without id"),
                prefix(rule, filter),
                filter.filter(LifecycleRules::narrows).isPresent(),
                Optional.ofNullable(rule.abortIncompleteMultipartUpload())
                        .map(AbortIncompleteMultipartUpload::daysAfterInitiation)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                Optional.ofNullable(rule.expiration()).flatMap(LifecycleRules::expiry),
                rule.transitions().stream().map(LifecycleRules::transition).toList());
    }

    /// Of the filter, of both conditions of one, or, as it was written before filters, of the rule.
    @SuppressWarnings("deprecation")
    private static String prefix(LifecycleRule rule, Optional<LifecycleRuleFilter> filter) {
        return filter.flatMap(f -> Optional.ofNullable(f.prefix()))
                .or(() ->
                        filter.flatMap(f -> Optional.ofNullable(f.and()))
                                .flatMap(and -> Optional.ofNullable(and.prefix())))
                .or(() -> Optional.ofNullable(rule.prefix()))
                .orElse("");
    }

    private static boolean narrows(LifecycleRuleFilter filter) {
        return filter.and() != null
                || filter.tag() != null
                || filter.objectSizeGreaterThan() != null
                || filter.objectSizeLessThan() != null;
    }

    /// Of delete markers alone it deletes nothing that is there.
    private static Optional<String> expiry(LifecycleExpiration expiration) {
        return Optional.ofNullable(expiration.days())
                .map("after %d days"::formatted)
                .or(() -> Optional.ofNullable(expiration.date()).map(date -> "on " + date));
    }

    private static String transition(Transition transition) {
        var when =
                Optional.ofNullable(transition.days())
                        .map("after %d days"::formatted)
                        .orElseGet(() -> "on " + transition.date());
        return transition.storageClassAsString() + " " + when;
    }
}
