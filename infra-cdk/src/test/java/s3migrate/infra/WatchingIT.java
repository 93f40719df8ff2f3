package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Dashboard and alarms are about this stack, and show only what AWS measures.
@NeedsNode
class WatchingIT {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final Synthesis synthesis = Synthesis.of("existing-buckets-to-another-account");

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
                        "SQS-Jobs",
                        "Running/Waiting and Dead Jobs",
                        "Lambda-concurrent",
                        "Lambda-invocations/errors/throttles",
                        "Lambda-duration");
        assertThat(dashboardResource().path("DashboardName").asText())
                .isEqualTo("s3_migrate_serverless");
    }

    @Test
    void widgetsDoNotOverlapAndFillTheRow() throws IOException {
        var taken = new boolean[24][24];
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

    @Test
    void onlyMetricsThatAwsItselfMeasuresAreShown() throws IOException {
        var namespaces = new TreeSet<String>();
        for (var widget : dashboard().path("widgets")) {
            for (var metric : widget.at("/properties/metrics")) {
                if (metric.path(0).isTextual()) {
                    namespaces.add(metric.path(0).asText());
                }
            }
        }
        assertThat(namespaces).isEqualTo(Set.of("AWS/SQS", "AWS/Lambda", "AWS/DynamoDB"));
        assertThat(synthesis.template().toString()).doesNotContain("\"Namespace\":\"s3_migrate\"");
    }

    @Test
    void eachAlarmIsMailedAndSaysWhatToDo() {
        var alarms = synthesis.resources("AWS::CloudWatch::Alarm");
        assertThat(alarms).hasSize(5);
        var topic = synthesis.resources("AWS::SNS::Topic").getFirst();
        for (var alarm : alarms) {
            assertThat(Intrinsics.texts(alarm.properties().path("AlarmActions")))
                    .containsExactly("${%s}".formatted(topic.id()));
            assertThat(Intrinsics.text(alarm.properties().path("AlarmDescription")))
                    .matches("(?s).{40,}\\. .*\\.");
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
