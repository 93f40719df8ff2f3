package s3migrate.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.Map;
import s3migrate.infra.migration.FunctionSize;
import s3migrate.metrics.Measurements;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.RecursiveLoop;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.IFilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/// One of our programs as a Lambda function that takes messages from queues. Its role may do what
/// its definition says, and write its log; the log goes with the stack.
final class Program extends Construct {

    private static final NagPackSuppression OBJECTS_OF_A_PREFIX =
            NagPackSuppression.builder()
                    .id("AwsSolutions-IAM5")
                    .reason(
                            "the keys of objects are not known before: a prefix is as exact as it gets")
                    .appliesTo(
                            List.of(
                                    RegexAppliesTo.builder()
                                            .regex("/^Resource::arn:[^/]+:s3:::[^/*]+/.*[*]$/")
                                            .build(),
                                    RegexAppliesTo.builder()
                                            .regex("/^Resource::<[^/*]+>/(evidence|runs)/[*]$/")
                                            .build()))
                    .build();

    private final Role role;
    private final Function function;
    private final LogGroup log;
    private final int maxConcurrency;

    /// What to run and how.
    ///
    /// @param name of the function
    /// @param sendsToItself whether Lambda has to be told that this is on purpose
    record Definition(
            String name,
            String description,
            String handler,
            Code asset,
            Architecture architecture,
            FunctionSize size,
            int logRetentionDays,
            boolean sendsToItself,
            Map<String, String> environment,
            List<PolicyStatement> may) {}

    Program(Construct scope, String id, Definition definition) {
        super(scope, id);
        maxConcurrency = definition.size().maxConcurrency();
        log = log(definition);
        counted("ERROR-Logs", FilterPattern.stringValue("$.level", "=", "ERROR"));
        counted("WARNING-Logs", FilterPattern.stringValue("$.level", "=", "WARN"));
        // Of a function that is ended, Lambda writes this line, and it can write none.
        counted("TIMEOUT-Logs", FilterPattern.literal("\"Task timed out\""));
        role = role(log, definition.may());
        var builder =
                Function.Builder.create(this, "Function")
                        .functionName(definition.name())
                        .description(definition.description())
                        .runtime(Runtime.JAVA_25)
                        .architecture(definition.architecture())
                        .handler(definition.handler())
                        .code(definition.asset())
                        .memorySize(definition.size().memoryMb())
                        .timeout(Duration.seconds(definition.size().timeout().toSeconds()))
                        .environment(definition.environment())
                        .role(role);
        if (definition.sendsToItself()) {
            builder.recursiveLoop(RecursiveLoop.ALLOW);
        }
        function = builder.build();
        function.getNode().addDependency(log);
    }

    Function function() {
        return function;
    }

    Role role() {
        return role;
    }

    String logGroup() {
        return log.getLogGroupName();
    }

    /// Lines of the log that CloudWatch counts itself, because a function that broke cannot.
    private void counted(String metric, IFilterPattern lines) {
        MetricFilter.Builder.create(this, metric)
                .logGroup(log)
                .metricNamespace(Measurements.NAMESPACE)
                .metricName(metric)
                .metricValue("1")
                .filterPattern(lines)
                .build();
    }

    /// Lets the function take messages. What it does not settle comes back, one by one.
    void take(String id, WorkQueue from, int atOnce) {
        EventSourceMapping.Builder.create(this, id)
                .target(function)
                .eventSourceArn(from.queue().getQueueArn())
                .batchSize(atOnce)
                .maxConcurrency(maxConcurrency)
                .reportBatchItemFailures(true)
                .build();
    }

    /// Named as the one that Lambda writes to unless it is told another, which not every partition
    /// has always allowed.
    private LogGroup log(Definition definition) {
        var log =
                LogGroup.Builder.create(this, "Log")
                        .logGroupName("/aws/lambda/" + definition.name())
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        // The construct takes names of numbers, not numbers.
        if (log.getNode().getDefaultChild() instanceof CfnLogGroup resource) {
            resource.setRetentionInDays(definition.logRetentionDays());
        }
        return log;
    }

    private Role role(LogGroup log, List<PolicyStatement> may) {
        var role =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build();
        role.addToPolicy(Statements.writeLog(log.getLogGroupArn()));
        may.forEach(role::addToPolicy);
        NagSuppressions.addResourceSuppressions(role, List.of(OBJECTS_OF_A_PREFIX), true);
        return role;
    }
}
