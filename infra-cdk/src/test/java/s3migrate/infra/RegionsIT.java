package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

@NeedsNode
class RegionsIT {

    static Stream<Synthesis> examples() {
        return Synthesis.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noPartitionIsWrittenDownButThoseTheUserWrote(Synthesis synthesis) {
        var migration = synthesis.migration();
        String chosen =
                "%s %s %s"
                        .formatted(
                                migration.assumableRoles(),
                                migration.keys(),
                                migration.eventSenders());
        var arns =
                Pattern.compile("arn:aws[a-z-]*:[^\"]*")
                        .matcher(synthesis.template().toString())
                        .results()
                        .map(MatchResult::group);
        assertThat(arns).allMatch(chosen::contains);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingIsUsedThatChinaLacks(Synthesis synthesis) {
        for (var function : synthesis.resources("AWS::Lambda::Function")) {
            assertThat(function.properties().has("TracingConfig")).isFalse();
            assertThat(function.properties().has("LoggingConfig")).isFalse();
        }
        for (var mapping : synthesis.resources("AWS::Lambda::EventSourceMapping")) {
            assertThat(mapping.properties().has("Tags")).isFalse();
            assertThat(mapping.properties().has("ProvisionedPollerConfig")).isFalse();
            assertThat(mapping.properties().has("MetricsConfig")).isFalse();
        }
    }

    /// Lambda would make one that is kept for ever, if it were allowed to.
    @ParameterizedTest
    @MethodSource("examples")
    void theLogThatLambdaWritesToIsThereBeforeTheFunction(Synthesis synthesis) {
        for (var function : synthesis.resources("AWS::Lambda::Function")) {
            String name = function.properties().path("FunctionName").asText();
            var log =
                    synthesis.resource(
                            "AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/" + name);
            assertThat(Intrinsics.texts(function.json().path("DependsOn"))).contains(log.id());
        }
    }

    @ParameterizedTest
    @CsvSource({"from-china, cn-northwest-1", "in-govcloud, us-gov-west-1"})
    void theExemptionFromLoopDetectionIsLeftOutWhereThereIsNone(String example, String region) {
        var without = Synthesis.of(example);
        for (var function : without.resources("AWS::Lambda::Function")) {
            assertThat(function.properties().has("RecursiveLoop")).isFalse();
        }
        Annotations.fromStack(without.stack())
                .hasInfo("*", Match.stringLikeRegexp(region + ": Lambda has no loop detection.*"));
        assertThat(in(region).detectsLoops()).isFalse();
    }

    @Test
    void elsewhereTheFunctionsAreExemptedFromLoopDetection() {
        var elsewhere = Synthesis.of("within-one-account");
        for (var name : List.of("s3-migrate-worker", "s3-migrate-jobsender")) {
            assertThat(elsewhere.function(name).path("RecursiveLoop").asText()).isEqualTo("Allow");
        }
        assertThat(in("us-gov-west-1").notices()).hasSize(1);
        assertThat(in("us-east-1").notices()).isEmpty();
    }

    @Test
    void functionsAreOfTheCheapestArchitectureUnlessTheUserChose() {
        assertThat(in("us-east-1").architecture().getName()).isEqualTo("arm64");
        assertThat(in("cn-north-1").architecture().getName()).isEqualTo("x86_64");
        var chosen = new RegionFeatures("ca-west-1", Optional.of("x86_64"));
        assertThat(chosen.architecture().getName()).isEqualTo("x86_64");
        assertThat(chosen.notices()).isEmpty();
        var known = new RegionFeatures("cn-north-1", Optional.of("arm64"));
        assertThat(known.architecture().getName()).isEqualTo("arm64");
        assertThat(known.notices()).hasSize(1);
    }

    private static RegionFeatures in(String region) {
        return new RegionFeatures(region, Optional.empty());
    }
}
