package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.infra.migration.Migration;
import s3migrate.metrics.Measurements;
import s3migrate.metrics.Metric;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/// Dashboard and alarms are about this stack, and show all that is measured and nothing else.
@NeedsNode
class WatchingIT {

    /// CloudWatch's limit is 1,024 characters.
    private static final int LONGEST_DESCRIPTION = 1_025;

    private static final String NOTICE =
            "dashboard s3_migrate_serverless: its name is unique in the account.*";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private static final String EXAMPLE = "existing-buckets-to-another-account";

    private final Synthesis synthesis = Synthesis.of(EXAMPLE);

    @Test
    void everyVariableOfTheDashboardIsGivenAndEveryOneGivenIsUsed() {
        var sub = body();
        var used =
                VARIABLE.matcher(sub.path(0).asText())
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !name.startsWith("AWS::"))
                        .collect(Collectors.toSet());
        var given = new TreeSet<String>();
        sub.path(1).fieldNames().forEachRemaining(given::add);
        assertThat(used).isEqualTo(given);
    }

    @Test
    void theDashboardIsJsonAndKeepsTheNamesOfTheEarlierOne() throws IOException {
        var titles = new ArrayList<String>();
        dashboard().path("widgets").forEach(w -> titles.add(w.at("/properties/title").asText()));
        assertThat(titles)
                .contains(
                        "Lambda-NETWORK",
                        "Lambda_MaxMemoryUsed(MB)",
                        "ERROR/WARNING Logs",
                        "SQS-Jobs",
                        "Running/Waiting and Dead Jobs",
                        "Lambda-concurrent",
                        "Lambda-invocations/errors/throttles",
                        "Lambda-duration");
        assertThat(dashboardResource().path("DashboardName").asText())
                .isEqualTo("s3_migrate_serverless");
    }

    /// CloudWatch has one dashboard of a name in an account, whatever the region.
    @Test
    void theDashboardIsNamedAsTheUserSaysAndElseANoticeTellsThatHeMay() {
        var chosen = Synthesis.ofTwoBuckets();
        assertThat(chosen.resources("AWS::CloudWatch::Dashboard"))
                .extracting(resource -> resource.properties().path("DashboardName").asText())
                .containsExactly("photos_and_films");
        Annotations.fromStack(synthesis.stack()).hasInfo("*", Match.stringLikeRegexp(NOTICE));
        Annotations.fromStack(chosen.stack()).hasNoInfo("*", Match.stringLikeRegexp(NOTICE));
    }

    @Test
    void widgetsDoNotOverlapAndFillTheRow() throws IOException {
        var taken = new boolean[36][24];
        for (var widget : dashboard().path("widgets")) {
            for (int x = 0; x < widget.path("width").asInt(); x++) {
                for (int y = 0; y < widget.path("height").asInt(); y++) {
                    int column = widget.path("x").asInt() + x;
                    int row = widget.path("y").asInt() + y;
                    assertThat(taken[row][column]).as("%d/%d", column, row).isFalse();
                    taken[row][column] = true;
                }
            }
        }
    }

    /// And the reverse: nothing is measured, and paid for, that nobody sees.
    @Test
    void everyMetricOfOursThatIsShownIsWrittenAndTheReverse() throws IOException {
        var shown = new TreeSet<String>();
        for (var metric : shown()) {
            if (metric.getFirst().equals(Measurements.NAMESPACE)) {
                shown.add(metric.get(1));
            }
        }
        for (var alarm : synthesis.resources("AWS::CloudWatch::Alarm")) {
            if (alarm.properties().path("Namespace").asText().equals(Measurements.NAMESPACE)) {
                shown.add(alarm.properties().path("MetricName").asText());
            }
        }
        var written = new TreeSet<String>();
        written().forEach(metric -> written.add(metric.text()));
        synthesis
                .resources("AWS::Logs::MetricFilter")
                .forEach(filter -> {
                    var counted = filter.properties().at("/MetricTransformations/0");
                    assertThat(counted.path("MetricNamespace").asText())
                            .isEqualTo(Measurements.NAMESPACE);
                    written.add(counted.path("MetricName").asText());
                });
        assertThat(shown).isEqualTo(written);
        assertThat(written()).containsExactlyInAnyOrder(Metric.values());
    }

    /// The metrics that code of worker or jobsender names.
    private static Set<Metric> written() {
        return new ClassFileImporter()
                .importPackages("s3migrate.worker", "s3migrate.jobsender").stream()
                        .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                        .filter(access -> access.getTargetOwner().isEquivalentTo(Metric.class))
                        .map(access -> Metric.valueOf(access.getTarget().getName()))
                        .collect(Collectors.toSet());
    }

    /// What CloudWatch's free tier has: three dashboards of up to 50 metrics.
    @Test
    void theDashboardIsWithinTheFreeTier() throws IOException {
        assertThat(shown()).hasSizeBetween(40, 50);
        assertThat(shown().stream().map(List::getFirst))
                .containsOnly("AWS/SQS", "AWS/Lambda", Measurements.NAMESPACE);
    }

    /// Every metric of the dashboard by namespace, name and dimensions.
    private Set<List<String>> shown() throws IOException {
        var shown = new HashSet<List<String>>();
        for (var widget : dashboard().path("widgets")) {
            for (var metric : widget.at("/properties/metrics")) {
                var texts = new ArrayList<String>();
                metric.forEach(part -> {
                    if (part.isTextual()) {
                        texts.add(part.asText());
                    }
                });
                if (!texts.isEmpty()) {
                    shown.add(List.copyOf(texts));
                }
            }
        }
        return shown;
    }

    /// Where nothing is measured none was started, which is as bad.
    @Test
    void comparisonsThatAreBehindOrNotStartedAreToldOfAfterThree() {
        var alarm = alarm("Lag");
        assertThat(alarm.path("MetricName").asText()).isEqualTo(Metric.LAG_SECONDS.text());
        assertThat(alarm.path("Threshold").asInt()).isEqualTo(86_400);
        assertThat(alarm.path("EvaluationPeriods").asInt()).isEqualTo(3);
        assertThat(alarm.path("Period").asInt()).isEqualTo(3600);
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
    }

    /// CloudWatch refuses an alarm that looks back more than a week.
    @ParameterizedTest
    @CsvSource({"3360, 168, breaching", "3361, 1, ignore"})
    void comparisonsThatAreRareAreToldOfAsLongAsCloudWatchLooksBack(
            int everyMinutes, int periods, String missing, @TempDir Path folder)
            throws IOException {
        var json = new ObjectMapper();
        var example = (ObjectNode) json.readTree(Path.of("examples", EXAMPLE + ".json").toFile());
        var file = folder.resolve("migration.json").toFile();
        json.writeValue(file, example.put("compare_every_minutes", everyMinutes));
        var rare = Synthesis.of("every-" + everyMinutes, Migration.read(file.toPath()), "");
        var alarm = alarm(rare, "Lag");
        assertThat(alarm.path("Period").asInt()).isEqualTo(3600);
        assertThat(alarm.path("EvaluationPeriods").asInt()).isEqualTo(periods);
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo(missing);
        var notices =
                Annotations.fromStack(rare.stack())
                        .findInfo("*", Match.stringLikeRegexp("no alarm for a jobsender.*"));
        assertThat(notices).hasSize(missing.equals("ignore") ? 1 : 0);
    }

    /// A message that ends its function is away for the queue's invisibility, and an error is
    /// counted as of the begin of an invocation that is over: what fails each time is to be, and to
    /// stay, an alarm.
    @ParameterizedTest
    @CsvSource({"Worker, s3-migrate-events", "Jobsender, s3-migrate-runs"})
    void aFunctionThatEndsWithTheSameMessageEachTimeIsToldOf(String name, String queue) {
        var alarm = alarm(name + "Errors");
        int timeout =
                synthesis
                        .function("s3-migrate-" + name.toLowerCase(Locale.ROOT))
                        .path("Timeout")
                        .asInt();
        int away =
                synthesis
                        .resource("AWS::SQS::Queue", "QueueName", queue)
                        .properties()
                        .path("VisibilityTimeout")
                        .asInt();
        int known =
                alarm.path("Period").asInt() * alarm.path("EvaluationPeriods").asInt() - timeout;
        assertThat(known / away).isGreaterThanOrEqualTo(alarm.path("DatapointsToAlarm").asInt());
        assertThat(alarm.path("DatapointsToAlarm").asInt()).isEqualTo(3);
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching");
    }

    @Test
    void spendingOfADayIsInMillionthsOfAUsd() {
        var alarm = alarm("Spending");
        assertThat(alarm.path("MetricName").asText()).isEqualTo(Metric.PRICE.text());
        assertThat(alarm.path("Period").asInt() * alarm.path("EvaluationPeriods").asInt())
                .isEqualTo(86_400);
        assertThat(alarm.path("Threshold").asInt()).isEqualTo(10_000_000);
    }

    private JsonNode alarm(String name) {
        return alarm(synthesis, name);
    }

    private static JsonNode alarm(Synthesis synthesis, String name) {
        return synthesis
                .resources(resource ->
                        resource.type().equals("AWS::CloudWatch::Alarm")
                                && resource.id().startsWith("MigrationAlarms" + name))
                .getFirst()
                .properties();
    }

    @Test
    void eachAlarmIsMailedAndSaysWhatToDo() {
        var alarms = synthesis.resources("AWS::CloudWatch::Alarm");
        assertThat(alarms).hasSize(8);
        var topic = synthesis.resources("AWS::SNS::Topic").getFirst();
        for (var alarm : alarms) {
            assertThat(Intrinsics.texts(alarm.properties().path("AlarmActions")))
                    .containsExactly("${%s}".formatted(topic.id()));
            assertThat(Intrinsics.text(alarm.properties().path("AlarmDescription")))
                    .matches("(?s).{40,}\\. .*\\.")
                    .hasSizeLessThan(LONGEST_DESCRIPTION);
        }
        assertThat(
                        synthesis
                                .resource("AWS::SNS::Subscription", "Protocol", "email")
                                .properties()
                                .path("Endpoint")
                                .asText())
                .isEqualTo("you@example.com");
    }

    /// A topic policy takes the place of SNS's default one: without this no alarm would be mailed.
    @Test
    void alarmsMayUseTheTopic() {
        var statements =
                synthesis
                        .resources("AWS::SNS::TopicPolicy")
                        .getFirst()
                        .properties()
                        .at("/PolicyDocument/Statement");
        assertThat(statements)
                .anyMatch(statement ->
                        statement.path("Effect").asText().equals("Allow")
                                && statement
                                        .at("/Principal/Service")
                                        .asText()
                                        .equals("cloudwatch.amazonaws.com")
                                && statement.path("Action").asText().equals("sns:Publish"));
    }

    private JsonNode dashboardResource() {
        return synthesis.resources("AWS::CloudWatch::Dashboard").getFirst().properties();
    }

    private JsonNode body() {
        return dashboardResource().at("/DashboardBody/Fn::Sub");
    }

    private JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(body().path(0).asText());
    }
}
