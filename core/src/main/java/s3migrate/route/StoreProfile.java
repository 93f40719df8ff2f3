package s3migrate.route;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a store can do besides what every S3-compatible one can: read, write and list objects, and
/// write them in parts. Nothing that is not in its profile is asked of it.
///
/// What a route needs and its store cannot do is never left out in silence: copies are proved by
/// less, which their evidence says, or refused with the reason.
public record StoreProfile(Set<Feature> features) {

    /// What may be missing.
    public enum Feature {
        /// If-None-Match and If-Match of PUT, Complete and DELETE. Without it the source is looked
        /// at again after every write.
        CONDITIONAL_WRITES,
        /// Keeps a checksum over the whole object and refuses bytes that have another. Without it
        /// copies are proved by ETags or sizes.
        CHECKSUMS,
        /// Takes bodies in signed chunks, with the checksum behind them. Without it a PUT carries
        /// only a checksum that is known before.
        AWS_CHUNKED,
        /// Keeps tags. Without it an object that has some is refused.
        TAGS,
        /// Copies parts by itself.
        PART_COPIES,
        /// Takes parts of different sizes.
        UNEQUAL_PARTS;

        /// As routes name it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Predicate<String> AWS_HOST =
            Pattern.compile("(.+\\.)?amazonaws\\.com(\\.cn)?").asMatchPredicate();

    private static final String NAMES =
            Arrays.stream(Feature.values())
                    .map(Feature::text)
                    .collect(Collectors.joining("|", "(", ")"));

    /// Amazon S3, in all partitions.
    public static final StoreProfile AWS = new StoreProfile(EnumSet.allOf(Feature.class));

    /// Of which nothing is known.
    public static final StoreProfile UNKNOWN = new StoreProfile(Set.of());

    /// What `parse` takes, and in words.
    static final Pattern TEXT = Pattern.compile("aws|none|%1$s( %1$s)*".formatted(NAMES));

    static final String ACCEPTED =
            "aws, none, or some of "
                    + Arrays.stream(Feature.values())
                            .map(Feature::text)
                            .collect(Collectors.joining(", "))
                    + " with a space between";

    public StoreProfile {
        features = Set.copyOf(features);
    }

    /// Of the store at an endpoint; without one it is the SDK's choice, which is AWS.
    public static StoreProfile at(Optional<URI> endpoint) {
        return endpoint.isEmpty() || endpoint.map(URI::getHost).filter(AWS_HOST).isPresent()
                ? AWS
                : UNKNOWN;
    }

    /// As a user says it: `aws`, `none`, or names of features with a space between.
    ///
    /// @throws IllegalArgumentException that says what is accepted
    public static StoreProfile parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("\"%s\": accepted is %s".formatted(text, ACCEPTED));
        }
        return switch (text) {
            case "aws" -> AWS;
            case "none" -> UNKNOWN;
            default ->
                    new StoreProfile(
                            Arrays.stream(Feature.values())
                                    .filter(f -> List.of(text.split(" ")).contains(f.text()))
                                    .collect(Collectors.toSet()));
        };
    }

    /// Whether it has this feature.
    public boolean can(Feature feature) {
        return features.contains(feature);
    }

    /// The names of its features, or `none`.
    @Override
    public String toString() {
        return features.isEmpty()
                ? "none"
                : features.stream().sorted().map(Feature::text).collect(Collectors.joining(" "));
    }
}
