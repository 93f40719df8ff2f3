package s3migrate.cli.options;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.route.RateCaps;
import s3migrate.route.StoreProfile;

/// How a command is told to reach both sides: profiles, endpoints, regions.
public final class SidesOptions {

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
            names = "--source-endpoint",
            paramLabel = "URL",
            description = "The source is an S3-compatible store here.")
    private @Nullable URI sourceEndpoint;

    @Option(
            names = "--dest-endpoint",
            paramLabel = "URL",
            description = "The destination is an S3-compatible store here.")
    private @Nullable URI destinationEndpoint;

    @Option(
            names = "--dest-store",
            paramLabel = "FEATURES",
            converter = StoreProfileConverter.class,
            description = {
                "What the store at --dest-endpoint can do: aws for all that S3 can, none, or some"
                        + " of",
                "conditional_writes, checksums, aws_chunked, tags, part_copies, unequal_parts, with"
                        + " a space",
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

    /// How the source is reached.
    public SideOptions source(RateCaps.Cap cap) {
        return side(sourceProfile, sourceEndpoint, sourceRegion, cap);
    }

    /// How the destination is reached.
    public SideOptions destination(RateCaps.Cap cap) {
        return side(destinationProfile, destinationEndpoint, destinationRegion, cap);
    }

    /// What the destination's store can do, as far as it is said or known.
    public StoreProfile destinationStore() {
        return saidOfStore()
                .orElseGet(() -> StoreProfile.at(Optional.ofNullable(destinationEndpoint)));
    }

    /// What the command line says of it.
    public Optional<StoreProfile> saidOfStore() {
        return Optional.ofNullable(destinationStore);
    }

    private SideOptions side(
            @Nullable String profile,
            @Nullable URI endpoint,
            @Nullable String sideRegion,
            RateCaps.Cap cap) {
        return new SideOptions(
                Optional.ofNullable(profile),
                Optional.ofNullable(endpoint),
                Optional.ofNullable(sideRegion).or(() -> Optional.ofNullable(region)),
                cap);
    }
}
