package s3migrate.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import s3migrate.metrics.Measurements;
import s3migrate.metrics.Metric;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// What needs a person, by e-mail. Few: each says what happened and what to do.
final class Alarms extends Construct {

    private static final Duration PERIOD = Duration.minutes(5);
    private static final Duration HOUR = Duration.hours(1);
    private static final int LASTING = 3;
    private static final int PERIODS_OF_TWO_HOURS = 24;
    private static final int MICRO_USD = 1_000_000;
    private static final int DAY_SECONDS = 86_400;

    /// How far CloudWatch looks back, where a period is an hour or more.
    private static final int HOURS_OF_A_WEEK = 168;

    private static final int MINUTES_OF_AN_HOUR = 60;

    private final SnsAction mail;

    Alarms(Construct scope, String email) {
        super(scope, "Alarms");
        mail = new SnsAction(AlarmTopic.of(this, email));
    }

    void onQueues(WorkQueues queues) {
        var dead =
                queues.all().stream()
                        .map(queue ->
                                queue.deadLetters()
                                        .metricApproximateNumberOfMessagesVisible(maximum()))
                        .toList();
        alarm(
                "DeadLetters",
                together("messages in dead-letter queues", "SUM(METRICS())", dead),
                "A message was given up and lies in a dead-letter queue (s3-migrate-…-dead) for 14"
                        + " days. s3migrate failures says which, why and what to do. Mend that, then s3migrate"
                        + " redrive sends it again; s3migrate dismiss gives it up.");
        // Before SQS drops a message after 4 days, and before the worker gives it up after 3. What
        // waits in the other queues keeps comparisons from starting, and shows as lag.
        alarm(
                "OldestMessage",
                queues.events().queue().metricApproximateAgeOfOldestMessage(maximum()),
                "An event waits for a day, and was tried twice at most: there are more than the worker may do at once (max_concurrency), or its triggers are disabled. Events that were tried more often, as those of a paused route, are not counted here. After 3 days events are given up, as dead letters; a comparison then finds their objects.",
                DAY_SECONDS);
    }

    void onObjects() {
        alarm(
                "FailedObjects",
                ours(Metric.FAILED_OBJECTS, "Sum", PERIOD),
                "Objects were given up. s3migrate failures says which, why and what to do, and so do the dashboard's last table and the worker's log (event given_up); the ledger keeps them as FAILED. Mend the cause, then s3migrate redrive sends them again; comparisons try again by themselves after 1 hour, 6 hours, then daily.");
        // As long as a route is paused one of its objects is tried in each period.
        alarm(
                "PausedObjects",
                ours(Metric.PAUSED_OBJECTS, "Sum", PERIOD),
                "A route is paused, because nothing of it can pass, or held before its first copy, because something is missing, or it waits for a person: its plan for a start, a comparison for an answer, its spend cap for a higher one. s3migrate status says which, why, and what to do, and so does the log of the worker (event route_paused, spend_cap_reached) or the jobsender (route_held, plan_waits, route_compared). Once that is mended a paused route goes on by itself, its first object within 3 minutes, a held one with the next comparison; s3migrate resume ROUTE makes it go on at once. After 3 days messages of a paused route are given up, as dead letters, and resume sends them again.");
    }

    /// @param usdPerDay from which on a person wants to know
    void onSpending(int usdPerDay) {
        alarm(
                "Spending",
                ours(Metric.PRICE, "Sum", Duration.days(1)),
                "Within 24 hours %,d USD were spent (alarm_usd_per_day), as the programs count their requests, their time and the bytes that leave the region, at list prices. If that is more than you want: s3migrate pause ROUTE, and the route waits until s3migrate resume ROUTE. The dashboard shows the price so far."
                        .formatted(usdPerDay),
                (long) usdPerDay * MICRO_USD);
    }

    /// A function that fails again and again gets nothing done: out of memory or time, or refused
    /// by its settings. A single failure mends itself, because its messages come back. They do
    /// after up to 17 minutes (the queue's invisibility), and Lambda counts an error up to 15
    /// minutes late, as of its begin: within two hours at least three such errors are always known.
    void onErrors(String id, Function function) {
        builder(
                        id + "Errors",
                        function.metricErrors(
                                MetricOptions.builder().statistic("Sum").period(PERIOD).build()),
                        "The function %s failed in three periods of 5 minutes within two hours. Its log says why; nothing is lost, its messages come back."
                                .formatted(function.getFunctionName()))
                .evaluationPeriods(PERIODS_OF_TWO_HOURS)
                .datapointsToAlarm(LASTING)
                .build()
                .addAlarmAction(mail);
    }

    /// A jobsender that is not started measures no lag, which is as bad as being behind.
    ///
    /// @param schedule what starts it, which has to be there first
    void onComparisons(IConstruct schedule, int everyMinutes) {
        int lag = Math.max(DAY_SECONDS, LASTING * everyMinutes * MINUTES_OF_AN_HOUR);
        int hours = Math.max(LASTING, Math.ceilDiv(LASTING * everyMinutes, MINUTES_OF_AN_HOUR));
        boolean missed = hours <= HOURS_OF_A_WEEK;
        if (!missed) {
            Annotations.of(this)
                    .addInfo(
                            "no alarm for a jobsender that is not started: CloudWatch looks back a"
                                    + " week, and compare_every_minutes is more than 3360");
        }
        var alarm =
                builder(
                                "Lag",
                                ours(Metric.LAG_SECONDS, "Maximum", HOUR),
                                "For %d hours no comparison was started, or a route is not known to be complete up to %d hours ago. In the first case look whether the schedule s3-migrate-comparison and the trigger of the jobsender are enabled. In the second s3migrate status says which route: its comparisons do not come to their end, or jobs of none of them have all ended before the next began, or it waits for a person; the jobsender's log (run_skipped, run_failed) says more. New objects are still copied by their events."
                                        .formatted(
                                                hours,
                                                lag / (MINUTES_OF_AN_HOUR * MINUTES_OF_AN_HOUR)))
                        .threshold(lag)
                        .evaluationPeriods(missed ? hours : 1)
                        .treatMissingData(
                                missed ? TreatMissingData.BREACHING : TreatMissingData.IGNORE)
                        .build();
        alarm.addAlarmAction(mail);
        alarm.getNode().addDependency(schedule);
    }

    private void alarm(String id, IMetric metric, String description) {
        alarm(id, metric, description, 1);
    }

    private void alarm(String id, IMetric metric, String description, long from) {
        builder(id, metric, description).threshold(from).build().addAlarmAction(mail);
    }

    /// At once, from 1 on.
    private Alarm.Builder builder(String id, IMetric metric, String description) {
        return Alarm.Builder.create(this, id)
                .alarmDescription(description)
                .metric(metric)
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING);
    }

    private static IMetric ours(Metric metric, String statistic, Duration period) {
        return software.amazon.awscdk.services.cloudwatch.Metric.Builder.create()
                .namespace(Measurements.NAMESPACE)
                .metricName(metric.text())
                .statistic(statistic)
                .period(period)
                .build();
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

    private static MetricOptions maximum() {
        return MetricOptions.builder().statistic("Maximum").period(PERIOD).build();
    }
}
