package s3migrate.cli.options;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import s3migrate.cli.CouldNotStart;
import s3migrate.route.RateCaps;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.Traffic;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// How the command line says to reach one side. Without a profile, credentials and region come as
/// for every AWS program: from the environment, files, or the machine's role.
public record SideOptions(
        Optional<String> profile,
        Optional<URI> endpoint,
        Optional<String> region,
        RateCaps.Cap cap) {

    /// Who, where: nothing is connected to yet.
    ///
    /// @throws CouldNotStart if no region is to be found
    public S3Access access() {
        return new S3Access(
                credentials(),
                Region.of(region.or(this::profileRegion).orElseGet(this::usualRegion)),
                endpoint);
    }

    /// At what rates.
    public Traffic traffic(InstantSource clock, Sleeper sleeper) {
        return new Traffic(cap, clock, sleeper);
    }

    /// Files are read again when they change: temporary credentials are put there anew while a long
    /// sync goes on.
    private AwsCredentialsProvider credentials() {
        var files = ProfileFileSupplier.defaultSupplier();
        return profile.<AwsCredentialsProvider>map(name ->
                        ProfileCredentialsProvider.builder()
                                .profileName(name)
                                .profileFile(files)
                                .build())
                .orElseGet(() -> DefaultCredentialsProvider.builder().profileFile(files).build());
    }

    private Optional<String> profileRegion() {
        return profile.flatMap(name -> ProfileFile.defaultProfileFile().profile(name))
                .flatMap(found -> found.property(ProfileProperty.REGION));
    }

    /// S3-compatible stores sign for us-east-1 unless told otherwise.
    private String usualRegion() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException none) {
            if (endpoint.isPresent()) {
                return Region.US_EAST_1.id();
            }
            throw new CouldNotStart(
                    "no region: give --region (or --source-region, --dest-region), AWS_REGION, or a"
                            + " profile that has one",
                    none);
        }
    }
}
