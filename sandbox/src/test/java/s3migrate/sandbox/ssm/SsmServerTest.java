package s3migrate.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.Clients;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SsmServerTest {
    private final SsmServer server = SsmServer.start(0, AccessKeys.of(Clients.KNOWN));
    private final SsmClient ssm = Clients.of(SsmClient.builder(), server.uri());

    @AfterEach
    void stop() {
        ssm.close();
        server.close();
    }

    @Test
    void returnsWhatWasPut() {
        put("para", "[{}]", false);
        var found = ssm.getParameter(r -> r.name("para")).parameter();
        assertThat(found.value()).isEqualTo("[{}]");
        assertThat(found.version()).isEqualTo(1);
        assertThat(server.value("para")).contains("[{}]");
    }

    @Test
    void refusesToOverwriteUnlessTold() {
        put("para", "one", false);
        assertThatThrownBy(() -> put("para", "two", false))
                .isInstanceOf(ParameterAlreadyExistsException.class);
        put("para", "two", true);
        assertThat(ssm.getParameter(r -> r.name("para")).parameter())
                .extracting(Parameter::value, Parameter::version)
                .containsExactly("two", 2L);
    }

    @Test
    void aSecureStringShowsItsValueOnlyWithDecryption() {
        server.putSecure("credentials", "{\"aws_secret_access_key\":\"s\"}");
        var sealed = ssm.getParameter(r -> r.name("credentials")).parameter();
        assertThat(sealed.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(sealed.value()).doesNotContain("secret").startsWith("AQICAH");
        assertThat(
                        ssm.getParameter(r -> r.name("credentials").withDecryption(true))
                                .parameter()
                                .value())
                .isEqualTo("{\"aws_secret_access_key\":\"s\"}");
    }

    @Test
    void anUnknownNameIsNotFound() {
        assertThatThrownBy(() -> ssm.getParameter(r -> r.name("absent")))
                .isInstanceOf(ParameterNotFoundException.class)
                .hasMessageContaining("Parameter absent not found.");
        assertThatThrownBy(() -> ssm.deleteParameter(r -> r.name("absent")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void aDeletedParameterIsGone() {
        put("para", "one", false);
        ssm.deleteParameter(r -> r.name("para"));
        assertThat(server.value("para")).isEmpty();
    }

    @Test
    void tellsFoundFromInvalidNames() {
        put("a", "1", false);
        var answer = ssm.getParameters(r -> r.names("a", "b"));
        assertThat(answer.parameters()).extracting(Parameter::name).containsExactly("a");
        assertThat(answer.invalidParameters()).containsExactly("b");
    }

    @Test
    void pagesThroughAPathAndLeavesSubPathsToRecursive() {
        var names = IntStream.range(10, 35).mapToObj(i -> "/routes/" + i).toList();
        names.forEach(name -> put(name, "x", false));
        put("/routes/10/below", "x", false);
        put("/routesmore", "x", false);
        assertThat(byPath(false)).isEqualTo(names);
        assertThat(byPath(true)).hasSize(26).contains("/routes/10/below");
    }

    private List<String> byPath(boolean recursive) {
        return ssm
                .getParametersByPathPaginator(r -> r.path("/routes").recursive(recursive))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::name)
                .toList();
    }

    @Test
    void refusesEmptyAndLargeValues() {
        assertThatThrownBy(() -> put("para", "", false)).satisfies(e -> validation(e, "length"));
        put("para", "x".repeat(4096), false);
        assertThatThrownBy(() -> put("para", "x".repeat(4097), true))
                .satisfies(e -> validation(e, "4096"));
        assertThat(server.value("para").orElseThrow()).hasSize(4096);
    }

    @Test
    void refusesAnUnknownAccessKey() {
        try (var stranger = Clients.of(SsmClient.builder(), server.uri(), "AKIASTRANGER")) {
            assertThatThrownBy(() -> stranger.getParameter(r -> r.name("para")))
                    .satisfies(e -> assertThat(code(e)).isEqualTo("UnrecognizedClientException"));
        }
        assertThat(server.calls("GetParameter")).isZero();
    }

    @Test
    void namesAnOperationItDoesNotKnow() {
        assertThatThrownBy(() -> ssm.describeParameters())
                .hasMessageContaining("not in this sandbox: DescribeParameters");
    }

    @Test
    void aPortInUseIsNamed() {
        int port = server.uri().getPort();
        assertThatThrownBy(() -> SsmServer.start(port, AccessKeys.of(Clients.KNOWN)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("port " + port + " is in use");
    }

    private void put(String name, String value, boolean overwrite) {
        ssm.putParameter(
                r -> r.name(name).value(value).type(ParameterType.STRING).overwrite(overwrite));
    }

    private static void validation(Throwable e, String about) {
        assertThat(code(e)).isEqualTo("ValidationException");
        assertThat(e).hasMessageContaining(about);
    }

    private static String code(Throwable e) {
        return ((SsmException) e).awsErrorDetails().errorCode();
    }
}
