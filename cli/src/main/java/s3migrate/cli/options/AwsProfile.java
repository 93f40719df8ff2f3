package s3migrate.cli.options;

import java.util.Optional;
import s3migrate.cli.CouldNotStart;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.profiles.ProfileProperty;

/// A profile of the AWS configuration. One that was named goes before the environment, as aws-cli
/// has it; without a name, credentials come as for every AWS program: from the environment, files,
/// or the machine's role.
public record AwsProfile(Optional<String> name) {

    /// Files are read again when they change: temporary credentials are put there anew while a long
    /// sync goes on.
    ///
    /// @throws CouldNotStart if there is no such profile, or nothing has any credentials
    public AwsCredentialsProvider credentials() {
        var files = ProfileFileSupplier.defaultSupplier();
        name.ifPresent(AwsProfile::check);
        var credentials =
                name.<AwsCredentialsProvider>map(named ->
                                ProfileCredentialsProvider.builder()
                                        .profileName(named)
                                        .profileFile(files)
                                        .build())
                        .orElseGet(() ->
                                DefaultCredentialsProvider.builder()
                                        .profileFile(files)
                                        .asyncCredentialUpdateEnabled(false)
                                        .build());
        try {
            var _ = credentials.resolveCredentials();
            return credentials;
        } catch (SdkClientException none) {
            throw new CouldNotStart(
                    name.map(named -> "profile %s: %s".formatted(named, none.getMessage()))
                            .orElse(
                                    "no AWS credentials found: name a profile, set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
                    none);
        }
    }

    private static void check(String named) {
        var known = ProfileFile.defaultProfileFile().profiles().keySet();
        if (!known.contains(named)) {
            throw new CouldNotStart(
                    "the AWS configuration has no profile %s: accepted are %s"
                            .formatted(
                                    named,
                                    known.isEmpty()
                                            ? "none, as it is empty or missing"
                                            : String.join(", ", known.stream().sorted().toList())));
        }
    }

    /// The region it says; empty of none.
    public Optional<String> region() {
        return name.flatMap(named -> ProfileFile.defaultProfileFile().profile(named))
                .flatMap(found -> found.property(ProfileProperty.REGION));
    }
}
