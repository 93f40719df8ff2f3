package s3migrate.cli.operate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.options.AwsProfile;
import s3migrate.route.DeployedStack;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Which deployed system a command is about, and who asks.
final class SystemOptions {

    @Option(
            names = "--stack-parameter",
            paramLabel = "NAME",
            defaultValue = DeployedStack.PARAMETER,
            description =
                    "The SSM parameter that says where its parts are (default: ${DEFAULT-VALUE}).")
    private String parameter = DeployedStack.PARAMETER;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Profile of the AWS configuration to ask with.")
    private @Nullable String profile;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Region it is deployed in (default: the profile's).")
    private @Nullable String region;

    /// Finds the system.
    ///
    /// @throws CouldNotStart if there is none, or it may not be asked
    DeployedSystem open() {
        var asking = new AwsProfile(Optional.ofNullable(profile));
        var where =
                Optional.ofNullable(region)
                        .or(asking::region)
                        .map(Region::of)
                        .orElseGet(() -> usualRegion(asking));
        var credentials = asking.credentials();
        try {
            var _ = credentials.resolveCredentials();
        } catch (SdkClientException none) {
            throw new CouldNotStart(
                    profile == null
                            ? "no AWS credentials found: give --profile, AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                            : String.valueOf(none.getMessage()),
                    none);
        }
        return DeployedSystem.find(parameter, credentials, where);
    }

    private static Region usualRegion(AwsProfile asking) {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException _) {
            throw asking.noRegion("--region");
        }
    }
}
