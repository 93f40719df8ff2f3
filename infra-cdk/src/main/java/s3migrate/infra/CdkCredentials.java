package s3migrate.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/// Whose credentials the CDK command line takes, so that an account is asked which is the one that
/// CDK works in.
///
/// @param chosen the profile of `--profile`, which goes before keys in the environment
/// @param otherwise the profile for where neither the arguments nor the environment say more; CDK
///   knows `AWS_DEFAULT_PROFILE`, and the SDK does not
record CdkCredentials(Optional<String> chosen, Optional<String> otherwise) {

    private static final String OPTION = "--profile";

    static CdkCredentials of(List<String> arguments, Map<String, String> environment) {
        return new CdkCredentials(
                chosen(arguments),
                environment.getOrDefault("AWS_PROFILE", "").isEmpty()
                        ? Optional.ofNullable(environment.get("AWS_DEFAULT_PROFILE"))
                                .filter(name -> !name.isEmpty())
                        : Optional.empty());
    }

    private static Optional<String> chosen(List<String> arguments) {
        int at = arguments.indexOf(OPTION);
        return 0 <= at && at + 1 < arguments.size()
                ? Optional.of(arguments.get(at + 1))
                : arguments.stream()
                        .filter(argument -> argument.startsWith(OPTION + "="))
                        .map(argument -> argument.substring(OPTION.length() + 1))
                        .findFirst();
    }

    AwsCredentialsProvider provider() {
        if (chosen.isPresent()) {
            return ProfileCredentialsProvider.create(chosen.get());
        }
        var byDefault = DefaultCredentialsProvider.builder();
        otherwise.ifPresent(byDefault::profileName);
        return byDefault.build();
    }
}
