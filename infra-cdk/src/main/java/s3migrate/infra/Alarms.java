package s3migrate.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// What needs a person, by e-mail. Few: each says what happened and what to do.
final class Alarms extends Construct {

    private static final Duration PERIOD = Duration.minutes(5);
    private static final int LASTING = 3;
    private static final int DAY_SECONDS = 86_400;

    private final SnsAction mail;

    Alarms(Construct scope, String email, WorkQueues queues, Table ledger) {
        super(scope, "Alarms");
        mail = new SnsAction(topic(email));
        deadLetters(queues);
        oldestMessage(queues);
        ledgerThrottled(ledger);
    }

    /// A function that fails again and again gets nothing done: out of memory or time, or refused
    /// by its settings. A single failure mends itself, because its messages come back.
    void onErrors(String id, Function function) {
        alarm(
                id + "Errors",
                function.metricErrors(sum()),
                1,
                LASTING,
                "The function %s failed in three periods of 5 minutes in a row. Its log says why; nothing is lost, its messages come back."
                        .formatted(function.getFunctionName()));
    }

    private void deadLetters(WorkQueues queues) {
        var metrics =
                queues.all().stream()
                        .map(queue ->
                                queue.deadLetters()
                                        .metricApproximateNumberOfMessagesVisible(maximum()))
                        .toList();
        alarm(
                "DeadLetters",
                together("messages in dead-letter queues", "SUM(METRICS())", metrics),
                1,
                1,
                "A message was given up and lies in a dead-letter queue (s3-migrate-…-dead) for 14 days. Its attribute \"reason\" says why. Mend that, then send its body to its own queue again.");
    }

    /// Before SQS drops a message after 4 days, and before the worker gives it up after 3.
    private void oldestMessage(WorkQueues queues) {
        var metrics =
                queues.all().stream()
                        .map(queue -> queue.queue().metricApproximateAgeOfOldestMessage(maximum()))
                        .toList();
        alarm(
                "OldestMessage",
                together("seconds", "MAX(METRICS())", metrics),
                DAY_SECONDS,
                1,
                "A message waits for a day. Either there is more work than the functions may do at once (max_concurrency), or a route is refused: the worker's log names what is missing. After 3 days messages are given up, as dead letters.");
    }

    private void ledgerThrottled(Table table) {
        var metric =
                table.metric(
                        "WriteThrottleEvents",
                        MetricOptions.builder().statistic("Sum").period(PERIOD).build());
        alarm(
                "LedgerThrottled",
                metric,
                1,
                LASTING,
                "DynamoDB throttled writes to the ledger in three periods of 5 minutes in a row. Copies go on, slower. Lower max_concurrency, or raise the table's quota.");
    }

    private void alarm(String id, IMetric metric, int from, int periods, String description) {
        Alarm.Builder.create(this, id)
                .alarmDescription(description)
                .metric(metric)
                .threshold(from)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(mail);
    }

    private static IMetric together(
            String label, String expression, List<? extends IMetric> metrics) {
        Map<String, IMetric> named = new TreeMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            named.put("m" + i, metrics.get(i));
        }
        return MathExpression.Builder.create()
                .expression(expression)
                .label(label)
                .usingMetrics(named)
                .period(PERIOD)
                .build();
    }

    private static MetricOptions sum() {
        return MetricOptions.builder().statistic("Sum").period(PERIOD).build();
    }

    private static MetricOptions maximum() {
        return MetricOptions.builder().statistic("Maximum").period(PERIOD).build();
    }

    /// Not under a KMS key: CloudWatch may not use the one AWS manages, and one of our own costs 1
    /// USD a month, to hide texts that stand in this file.
    private Topic topic(String email) {
        var topic = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
        topic.addSubscription(new EmailSubscription(email));
        // A topic with a policy has lost SNS's default one, which lets the account's alarms in.
        topic.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                        .actions(List.of("sns:Publish"))
                        .resources(List.of(topic.getTopicArn()))
                        .conditions(
                                Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                        .build());
        return topic;
    }
}
