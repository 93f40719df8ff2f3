package s3migrate.route.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.route.SettingsException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SsmParametersTest {

    private final List<GetParameterRequest> requests = new ArrayList<>();

    @Test
    void asksForTheDecryptedValue() {
        var parameters =
                parameters(
                        () -> GetParameterResponse.builder().parameter(p -> p.value("v")).build());
        assertThat(parameters.value("p")).isEqualTo("v");
        assertThat(requests)
                .containsExactly(
                        GetParameterRequest.builder().name("p").withDecryption(true).build());
    }

    @Test
    void namesAMissingParameter() {
        assertThatThrownBy(() ->
                        parameters(
                                        () -> {
                                            throw ParameterNotFoundException.builder().build();
                                        })
                                .value("p"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("parameter p: missing in this account and region");
    }

    @Test
    void namesWhatSsmAnswered() {
        var denied =
                SsmException.builder()
                        .awsErrorDetails(
                                AwsErrorDetails.builder()
                                        .errorCode("AccessDeniedException")
                                        .build())
                        .requestId("r-1")
                        .build();
        assertThatThrownBy(() ->
                        parameters(
                                        () -> {
                                            throw denied;
                                        })
                                .value("p"))
                .hasMessage(
                        "parameter p: GetParameter answered AccessDeniedException (request id r-1)");
    }

    @Test
    void namesABrokenConnection() {
        assertThatThrownBy(() ->
                        parameters(
                                        () -> {
                                            throw SdkClientException.create("no route to host");
                                        })
                                .value("p"))
                .hasMessage("parameter p: GetParameter: no route to host");
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, true",
        "InternalServerError, 500, true",
        "ServiceUnavailable, 503, true",
        "AccessDeniedException, 400, false",
        "InvalidKeyId, 400, false",
    })
    void tellsWhatPassesFromWhatAPersonHasToMend(String code, int status, boolean passing) {
        var answer =
                SsmException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .statusCode(status)
                        .build();
        assertThat(isPassing(answer)).isEqualTo(passing);
    }

    @Test
    void aBrokenConnectionPassesAndAMissingParameterDoesNot() {
        assertThat(isPassing(SdkClientException.create("no route to host"))).isTrue();
        assertThat(isPassing(ParameterNotFoundException.builder().statusCode(400).build()))
                .isFalse();
    }

    private boolean isPassing(RuntimeException answer) {
        var parameters =
                parameters(() -> {
                    throw answer;
                });
        return catchThrowableOfType(SettingsException.class, () -> parameters.value("p"))
                .isPassing();
    }

    private SsmParameters parameters(Supplier<GetParameterResponse> answer) {
        return new SsmParameters(
                new SsmClient() {
                    @Override
                    public GetParameterResponse getParameter(GetParameterRequest request) {
                        requests.add(request);
                        return answer.get();
                    }

                    @Override
                    public String serviceName() {
                        return "ssm";
                    }

                    @Override
                    public void close() {}
                });
    }
}
