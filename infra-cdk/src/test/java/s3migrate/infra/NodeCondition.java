package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Whether this machine has Node 20 or later, in which CDK runs.
final class NodeCondition implements ExecutionCondition {

    private static final int LEAST = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
    private static final ConditionEvaluationResult RESULT = look();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return RESULT;
    }

    private static ConditionEvaluationResult look() {
        String found = version();
        var version = VERSION.matcher(found);
        if (version.matches() && Integer.parseInt(version.group(1)) >= LEAST) {
            return ConditionEvaluationResult.enabled(found);
        }
        String reason =
                "infra-cdk: tests of the stack are skipped, because Node %d or later is needed and %s was found"
                        .formatted(LEAST, found.isEmpty() ? "none" : found);
        System.out.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static String version() {
        try {
            var node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
            return new String(node.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException none) {
            return "";
        }
    }
}
