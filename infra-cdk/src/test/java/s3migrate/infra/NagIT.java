package s3migrate.infra;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/// AwsSolutions, the rules of cdk-nag, find nothing that is not suppressed with a reason.
@NeedsNode
class NagIT {

    @ParameterizedTest
    @MethodSource("examples")
    void findsNothing(String example) {
        Annotations.fromStack(Synthesis.of(example).stack())
                .hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
    }

    static List<String> examples() {
        return Synthesis.examples();
    }
}
