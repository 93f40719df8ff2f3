package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/// The order in which the CDK command line takes credentials.
class CdkCredentialsTest {

    @ParameterizedTest
    @ValueSource(strings = {"--profile other", "--profile=other", "--verbose --profile other"})
    void aProfileThatIsAskedForGoesFirst(String arguments) {
        assertThat(of(arguments, Map.of("AWS_PROFILE", "set")).chosen()).contains("other");
    }

    /// Keys of another account in the environment are not a way out.
    @Test
    void ofAProfileThatIsNotThereNothingIsAsked() {
        var none = of("--profile no-such-profile", Map.of("AWS_ACCESS_KEY_ID", "AKIA1"));
        assertThatThrownBy(() -> none.provider().resolveCredentials())
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("no-such-profile");
    }

    @Test
    void cdkKnowsOneVariableMoreThanTheSdk() {
        var byDefault = Map.of("AWS_DEFAULT_PROFILE", "other");
        assertThat(of("", byDefault))
                .isEqualTo(new CdkCredentials(Optional.empty(), Optional.of("other")));
        assertThat(of("", Map.of("AWS_DEFAULT_PROFILE", "other", "AWS_PROFILE", "set")))
                .isEqualTo(of("", Map.of()));
    }

    private static CdkCredentials of(String arguments, Map<String, String> environment) {
        return CdkCredentials.of(List.of(arguments.split(" ")), environment);
    }
}
