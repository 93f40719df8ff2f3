package s3migrate.jobsender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectLocation;
import s3migrate.route.JobType;
import s3migrate.route.ParameterNames;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.SettingsException;
import s3migrate.time.ManualTime;

class RunParametersTest {

    private static final String ROUTES =
            """
            [{"name": "a", "src_bucket": "s", "src_prefix": "", "des_bucket": "d", "des_prefix": ""},
             {"name": "b", "src_bucket": "s2", "src_prefix": "", "des_bucket": "d2", "des_prefix": "",
              "src_credentials": "of-b"}]
            """;

    private final Map<String, String> values =
            new HashMap<>(
                    Map.of(
                            "routes", ROUTES,
                            "ignored", "s/tmp/*",
                            "credentials", "{\"anonymous\": true, \"region\": \"eu-west-1\"}",
                            "of-b", "{\"anonymous\": true, \"region\": \"eu-west-2\"}"));
    private String outOfReach = "";

    @Test
    void theOtherSideHasTheCredentialsOfTheParameter() {
        var put = parameters(JobType.PUT).of("a");
        assertThat(put.source()).isEmpty();
        assertThat(put.destination())
                .hasValueSatisfying(c -> assertThat(c.current().region()).isEqualTo("eu-west-1"));
        var get = parameters(JobType.GET).of("a");
        assertThat(get.source()).isPresent();
        assertThat(get.destination()).isEmpty();
        var both = parameters(JobType.BOTH).of("a");
        assertThat(both.source()).isEmpty();
        assertThat(both.destination()).isEmpty();
    }

    @Test
    void aRouteMayNameItsOwn() {
        assertThat(parameters(JobType.BOTH).of("b").source())
                .hasValueSatisfying(c -> assertThat(c.current().region()).isEqualTo("eu-west-2"));
    }

    @Test
    void readsThemAnewEachTime() {
        var parameters = parameters(JobType.BOTH);
        assertThat(parameters.of("a").ignored().ignores(new ObjectLocation("s", "x"))).isFalse();
        values.put("ignored", "s/x");
        assertThat(parameters.of("a").ignored().ignores(new ObjectLocation("s", "x"))).isTrue();
    }

    @Test
    void readsRoutesFromAFileTheParameterNames() {
        values.put("routes", "s3://config/routes.json");
        assertThat(parameters(JobType.BOTH).routes().all()).hasSize(2);
    }

    @Test
    void namesEverythingThatIsWrong() {
        values.remove("ignored");
        values.put("of-b", "{}");
        values.remove("credentials");
        assertThatThrownBy(() -> parameters(JobType.PUT).of("b"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        """
                        route b: 3 faults
                          parameter ignored: missing
                          parameter of-b: 2 faults
                          region is missing: accepted is a region such as eu-west-1
                          accepted is exactly one of aws_access_key_id, role_arn and "anonymous": true
                          parameter credentials: missing\
                        """);
    }

    @Test
    void isPassingWhereOneOfThemIsOutOfReach() {
        values.remove("ignored");
        assertThatThrownBy(() -> parameters(JobType.PUT).of("a"))
                .isInstanceOfSatisfying(
                        SettingsException.class, wrong -> assertThat(wrong.isPassing()).isFalse());
        outOfReach = "credentials";
        assertThatThrownBy(() -> parameters(JobType.PUT).of("a"))
                .isInstanceOfSatisfying(
                        SettingsException.class, wrong -> assertThat(wrong.isPassing()).isTrue());
    }

    @Test
    void credentialsThatAreRefusedInARunAreReadAgain() {
        var now = new ManualTime();
        var credentials = parameters(JobType.BOTH, now).of("b").source().orElseThrow();
        var before = credentials.resolveCredentials();
        values.put(
                "of-b",
                "{\"aws_access_key_id\": \"AKIANEW\", \"aws_secret_access_key\": \"new\", \"region\": \"eu-west-2\"}");
        assertThat(credentials.resolveCredentials()).isEqualTo(before);

        now.pass(Duration.ofSeconds(5));
        var _ = credentials.readAgain();
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKIANEW");
    }

    @Test
    void saysWhichRoutesThereAre() {
        assertThatThrownBy(() -> parameters(JobType.BOTH).of("c"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("route c: parameter routes: no such route among a, b");
    }

    private RunParameters parameters(JobType jobType) {
        return parameters(jobType, InstantSource.system());
    }

    private RunParameters parameters(JobType jobType, InstantSource clock) {
        return new RunParameters(
                this::value,
                new ParameterNames("credentials", "routes", "ignored"),
                jobType,
                Compare.CONTENT,
                file -> file.equals(new ObjectLocation("config", "routes.json")) ? ROUTES : "",
                clock);
    }

    private String value(String name) {
        if (name.equals(outOfReach)) {
            throw SettingsException.passing(
                    "parameter " + name, "throttled", new IllegalStateException());
        }
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new SettingsException("parameter " + name, List.of("missing")));
    }
}
