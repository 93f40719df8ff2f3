package s3migrate.cli.options;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.cli.CouldNotStart;
import s3migrate.route.RateCaps;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.Traffic;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// How the command line says to reach one side.
public record SideOptions(
        Identity identity, Optional<URI> endpoint, Optional<String> region, RateCaps.Cap cap) {

    /// The store whose buckets are those of most regions.
    public static final String AWS = "aws";

    /// As whom.
    public sealed interface Identity {

        /// Without a name, credentials and region come as for every AWS program: from the
        /// environment, files, or the machine's role.
        record Profile(Optional<String> name) implements Identity {}

        /// A role that somebody takes on.
        record Role(String arn, Optional<String> externalId, Profile own) implements Identity {}

        /// Without credentials.
        record Anonymous() implements Identity {}
    }

    /// Who, where: nothing is connected to yet.
    ///
    /// @throws CouldNotStart if no region is to be found
    public S3Access access() {
        var where = where().orElseThrow(SideOptions::noRegion);
        AwsCredentialsProvider credentials =
                switch (identity) {
                    case Identity.Profile profile -> of(profile);
                    case Identity.Role(var arn, var externalId, var own) ->
                            S3Access.assuming(arn, externalId, of(own), where);
                    case Identity.Anonymous _ -> AnonymousCredentialsProvider.create();
                };
        return new S3Access(credentials, where, endpoint);
    }

    /// In what a bucket's name is unique: a partition of AWS, or an S3-compatible store.
    public String store() {
        return endpoint.map(url -> url.toString().replaceAll("/+$", ""))
                .or(() -> where().map(known -> PartitionMetadata.of(known).id()))
                .orElse(AWS);
    }

    /// At what rates.
    public Traffic traffic(InstantSource clock, Sleeper sleeper) {
        return new Traffic(cap, clock, sleeper);
    }

    /// Files are read again when they change: temporary credentials are put there anew while a long
    /// sync goes on.
    private static AwsCredentialsProvider of(Identity.Profile profile) {
        var files = ProfileFileSupplier.defaultSupplier();
        return profile.name()
                .map(name -> named(name, files))
                .orElseGet(() -> DefaultCredentialsProvider.builder().profileFile(files).build());
    }

    /// Where there are none, says so in the words of the SDK's default chain, by which they are
    /// told from what goes wrong with a request.
    private static AwsCredentialsProvider named(String name, ProfileFileSupplier files) {
        var profile =
                ProfileCredentialsProvider.builder().profileName(name).profileFile(files).build();
        return () -> {
            try {
                return profile.resolveCredentials();
            } catch (SdkClientException | IllegalStateException none) {
                throw SdkClientException.create(
                        "Unable to load credentials of profile %s: %s"
                                .formatted(
                                        name,
                                        files.get().profile(name).isPresent()
                                                ? none.getMessage()
                                                : "there is no such profile"),
                        none);
            }
        };
    }

    private Optional<String> profileRegion() {
        return profile()
                .flatMap(name -> ProfileFile.defaultProfileFile().profile(name))
                .flatMap(found -> found.property(ProfileProperty.REGION));
    }

    /// The name of the profile whose credentials are used, if it was said.
    public Optional<String> profile() {
        return switch (identity) {
            case Identity.Profile(var name) -> name;
            case Identity.Role(_, _, var own) -> own.name();
            case Identity.Anonymous _ -> Optional.empty();
        };
    }

    /// S3-compatible stores sign for us-east-1 unless told otherwise.
    private Optional<Region> where() {
        return region.or(this::profileRegion)
                .map(Region::of)
                .or(SideOptions::usualRegion)
                .or(() -> endpoint.map(_ -> Region.US_EAST_1));
    }

    private static Optional<Region> usualRegion() {
        try {
            return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion());
        } catch (SdkClientException none) {
            return Optional.empty();
        }
    }

    private static CouldNotStart noRegion() {
        return new CouldNotStart(
                "no region: give --region (or --source-region, --dest-region), AWS_REGION, or a"
                        + " profile that has one");
    }
}
