package s3migrate.cli.options;

import java.net.URI;
import java.util.Optional;
import s3migrate.cli.CouldNotStart;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.profiles.ProfileProperty;

/// A profile of the AWS configuration. One that was named goes before the environment, as aws-cli
/// has it; without a name, credentials come as for every AWS program: from the environment, files,
/// or the machine's role.
public record AwsProfile(Optional<String> name) {

    /// Asked for at each request. Files are read again when they change: temporary credentials are
    /// put there anew while a long sync goes on. Where there are none, says so in the words of the
    /// SDK's default chain, by which they are told from what goes wrong with a request.
    public AwsCredentialsProvider credentials() {
        var files = ProfileFileSupplier.defaultSupplier();
        return name.map(named -> of(named, files))
                .orElseGet(() ->
                        DefaultCredentialsProvider.builder()
                                .profileFile(files)
                                .asyncCredentialUpdateEnabled(false)
                                .build());
    }

    private static AwsCredentialsProvider of(String named, ProfileFileSupplier files) {
        var profile =
                ProfileCredentialsProvider.builder().profileName(named).profileFile(files).build();
        return () -> {
            try {
                return profile.resolveCredentials();
            } catch (SdkClientException | IllegalStateException none) {
                throw SdkClientException.create(
                        "Unable to load credentials of profile %s: %s"
                                .formatted(
                                        named,
                                        files.get().profile(named).isPresent()
                                                ? none.getMessage()
                                                : "there is no such profile"),
                        none);
            }
        };
    }

    /// Where nobody says a region, as a profile does not that is not there.
    ///
    /// @param option by which it can be given
    public CouldNotStart noRegion(String option) {
        return new CouldNotStart(
                name.filter(named -> ProfileFile.defaultProfileFile().profile(named).isEmpty())
                        .map("there is no profile %s in the AWS configuration"::formatted)
                        .orElse(
                                "no region: give %s, AWS_REGION, or a profile that has one"
                                        .formatted(option)));
    }

    /// The region it says; empty of none.
    public Optional<String> region() {
        return name.flatMap(named -> ProfileFile.defaultProfileFile().profile(named))
                .flatMap(found -> found.property(ProfileProperty.REGION));
    }

    /// Where it says that S3 is: by AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL in the environment,
    /// else by endpoint_url of the profile. Whatever the SDK would follow by itself is known here,
    /// so that such a store is not taken for AWS. Only the JVM's own aws.endpointUrlS3 stays with
    /// the SDK: what answers there stands in for AWS.
    public Optional<URI> endpoint() {
        var configured =
                AwsClientEndpointProvider.builder()
                        .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_S3")
                        .serviceEndpointOverrideSystemProperty("aws.endpointUrl")
                        .serviceProfileProperty("s3")
                        .profileFile(ProfileFile::defaultProfileFile);
        name.ifPresent(configured::profileName);
        return configured.resolveFromOverrides();
    }
}
