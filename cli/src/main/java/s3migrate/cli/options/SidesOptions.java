package s3migrate.cli.options;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.route.CredentialsReader;
import s3migrate.route.RateCaps;
import s3migrate.route.StoreProfile;

/// How the command line says to reach both sides.
public final class SidesOptions {

    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/.+");

    @Option(
            names = "--source-profile",
            paramLabel = "NAME",
            description = "Profile of the AWS configuration to read with.")
    private @Nullable String sourceProfile;

    @Option(
            names = "--dest-profile",
            paramLabel = "NAME",
            description = "Profile of the AWS configuration to write with.")
    private @Nullable String destinationProfile;

    @Option(
            names = "--source-role",
            paramLabel = "ARN",
            description = "Role to take on for reading, with the profile's credentials.")
    private @Nullable String sourceRole;

    @Option(
            names = "--source-external-id",
            paramLabel = "ID",
            description = "What --source-role asks for.")
    private @Nullable String sourceExternalId;

    @Option(names = "--dest-role", paramLabel = "ARN", description = "Role to take on for writing.")
    private @Nullable String destinationRole;

    @Option(
            names = "--dest-external-id",
            paramLabel = "ID",
            description = "What --dest-role asks for.")
    private @Nullable String destinationExternalId;

    @Option(
            names = "--anonymous",
            description = {
                "Read without credentials: the source is public. Its tags are not, so that --copy-props",
                "metadata-directive goes with it."
            })
    private boolean anonymous;

    @Option(
            names = "--source-endpoint",
            paramLabel = "URL",
            description = {
                "The source is an S3-compatible store here (default: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL or",
                "the profile's endpoint_url, else AWS)."
            })
    private @Nullable URI sourceEndpoint;

    @Option(
            names = "--dest-endpoint",
            paramLabel = "URL",
            description =
                    "The destination is an S3-compatible store here (default: as for the source).")
    private @Nullable URI destinationEndpoint;

    @Option(
            names = "--dest-store",
            paramLabel = "FEATURES",
            converter = StoreProfileConverter.class,
            description = {
                "What the store at --dest-endpoint can do: aws for all that S3 can, none, or some of",
                "conditional_writes, checksums, aws_chunked, tags, part_copies, unequal_parts, with a space",
                "between. What is not named is not asked of it (default: aws for AWS, else none)."
            })
    private @Nullable StoreProfile destinationStore;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Region of both buckets, unless told apart.")
    private @Nullable String region;

    @Option(
            names = "--source-region",
            paramLabel = "REGION",
            description = "Region of the source bucket.")
    private @Nullable String sourceRegion;

    @Option(
            names = "--dest-region",
            paramLabel = "REGION",
            description = "Region of the destination bucket.")
    private @Nullable String destinationRegion;

    /// What does not go together, each with its own refusal.
    public List<Runnable> checks(Refusals refusals) {
        return List.of(
                () -> checkRole(refusals, "--source-role", sourceRole, sourceExternalId),
                () -> checkRole(refusals, "--dest-role", destinationRole, destinationExternalId),
                () -> checkRegion(refusals, "--region", region),
                () -> checkRegion(refusals, "--source-region", sourceRegion),
                () -> checkRegion(refusals, "--dest-region", destinationRegion),
                () -> checkEndpoint(refusals, "--source-endpoint", sourceEndpoint),
                () -> checkEndpoint(refusals, "--dest-endpoint", destinationEndpoint),
                () -> {
                    if (anonymous && (sourceProfile != null || sourceRole != null)) {
                        throw refusals.because(
                                "--anonymous reads without credentials: accepted is it, or"
                                        + " --source-profile and --source-role");
                    }
                });
    }

    private static void checkRole(
            Refusals refusals, String option, @Nullable String role, @Nullable String externalId) {
        if (role != null && !ROLE.matcher(role).matches()) {
            throw refusals.because(
                    "%s \"%s\": accepted is arn:aws:iam::<12 digits>:role/<name>"
                            .formatted(option, role));
        }
        if (role == null && externalId != null) {
            throw refusals.because(
                    "%s: accepted only with %s"
                            .formatted(option.replace("role", "external-id"), option));
        }
    }

    private static void checkRegion(Refusals refusals, String option, @Nullable String region) {
        refusals.unless(
                region == null || CredentialsReader.isRegion(region),
                "%s \"%s\": accepted is %s"
                        .formatted(option, region, CredentialsReader.ACCEPTED_REGION));
    }

    private static void checkEndpoint(Refusals refusals, String option, @Nullable URI endpoint) {
        if (endpoint == null) {
            return;
        }
        boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!web || endpoint.getHost() == null) {
            throw refusals.because(
                    "%s %s: accepted is http://host or https://host, with a port if need be"
                            .formatted(option, endpoint));
        }
    }

    /// How the source is reached.
    public SideOptions source(RateCaps.Cap cap) {
        var who =
                anonymous
                        ? new SideOptions.Identity.Anonymous()
                        : identity(sourceProfile, sourceRole, sourceExternalId);
        return new SideOptions(who, endpoint(sourceEndpoint, who), region(sourceRegion), cap);
    }

    /// How the destination is reached.
    public SideOptions destination(RateCaps.Cap cap) {
        var who = identity(destinationProfile, destinationRole, destinationExternalId);
        return new SideOptions(
                who, endpoint(destinationEndpoint, who), region(destinationRegion), cap);
    }

    /// One that is said goes before one that is configured, as with the SDK.
    private static Optional<URI> endpoint(@Nullable URI said, SideOptions.Identity who) {
        return Optional.ofNullable(said).or(() -> who.profile().endpoint());
    }

    /// What the command line says of it.
    public Optional<StoreProfile> saidOfStore() {
        return Optional.ofNullable(destinationStore);
    }

    /// What the destination's store can do, as far as it is said or known.
    public StoreProfile destinationStore() {
        return saidOfStore()
                .orElseGet(() -> StoreProfile.at(destination(RateCaps.Cap.NONE).endpoint()));
    }

    /// Whether a bucket's name is the same bucket on both sides.
    public boolean shareBuckets() {
        return source(RateCaps.Cap.NONE).store().equals(destination(RateCaps.Cap.NONE).store());
    }

    private static SideOptions.Identity identity(
            @Nullable String profile, @Nullable String role, @Nullable String externalId) {
        var own = new AwsProfile(Optional.ofNullable(profile));
        return role == null
                ? new SideOptions.Identity.Profile(own)
                : new SideOptions.Identity.Role(role, Optional.ofNullable(externalId), own);
    }

    private Optional<String> region(@Nullable String ofSide) {
        return Optional.ofNullable(ofSide).or(() -> Optional.ofNullable(region));
    }
}
