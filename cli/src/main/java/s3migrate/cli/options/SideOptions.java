package s3migrate.cli.options;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.route.RateCaps;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.Traffic;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
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

        /// Whose configuration counts.
        AwsProfile profile();

        record Profile(AwsProfile profile) implements Identity {}

        /// A role that somebody takes on.
        record Role(String arn, Optional<String> externalId, AwsProfile profile)
                implements Identity {}

        /// Without credentials.
        record Anonymous() implements Identity {

            @Override
            public AwsProfile profile() {
                return new AwsProfile(Optional.empty());
            }
        }
    }

    /// Who, where: nothing is connected to yet.
    ///
    /// @throws s3migrate.cli.CouldNotStart if no region is to be found
    public S3Access access() {
        var where =
                where().orElseThrow(() ->
                        identity.profile()
                                .noRegion("--region (or --source-region, --dest-region)"));
        AwsCredentialsProvider credentials =
                switch (identity) {
                    case Identity.Profile(var profile) -> profile.credentials();
                    case Identity.Role(var arn, var externalId, var own) ->
                            S3Access.assuming(arn, externalId, own.credentials(), where);
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

    private Optional<String> profileRegion() {
        return identity.profile().region();
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
}
