package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import s3migrate.metrics.Metric;
import s3migrate.route.JobsenderSettings;
import s3migrate.route.WorkerSettings;

/// What `docs/manual-setup.md` has people write by hand is what programs and stack have.
@NeedsNode
class ManualSetupPageIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final String page = read();
    private final Synthesis synthesis = Synthesis.of("existing-buckets-to-another-account");

    @Test
    void theEnvironmentsAreThoseTheProgramsStartWith() throws IOException {
        var worker = environment("worker");
        var jobsender = environment("jobsender");
        assertThat(WorkerSettings.from(worker).deployment().ledgerTable())
                .isEqualTo("s3-migrate-ledger");
        assertThat(JobsenderSettings.from(jobsender).runs().name()).isEqualTo("s3-migrate-runs");
        assertThat(worker.keySet()).isEqualTo(deployed("s3-migrate-worker", "StorageClass"));
        assertThat(jobsender.keySet()).isEqualTo(deployed("s3-migrate-jobsender", "StorageClass"));
    }

    @Test
    void everyMetricIsInTheTable() {
        var named = new HashSet<String>();
        for (var row : rows("<!-- table: metrics -->")) {
            named.add(row.getFirst().replace("`", ""));
        }
        assertThat(named)
                .isEqualTo(
                        Arrays.stream(Metric.values())
                                .map(Metric::text)
                                .collect(Collectors.toSet()));
    }

    @Test
    void theActionsOfTheRolesAreThoseOfTheStack() {
        var named = new HashSet<String>();
        var section = page.split("## 6. Roles", -1)[1].split("## 7", -1)[0];
        CODE.matcher(section)
                .results()
                .map(code -> code.group(1))
                .filter(code -> code.matches("[a-z0-9]+:[A-Z]\\w+"))
                .forEach(named::add);
        var granted = new HashSet<>(Set.of("sts:AssumeRole"));
        for (var policy : synthesis.resources("AWS::IAM::Policy")) {
            for (var statement : policy.properties().at("/PolicyDocument/Statement")) {
                granted.addAll(Intrinsics.texts(statement.path("Action")));
            }
        }
        granted.removeIf(action -> action.matches("s3:(Get|List).*") && !named.contains(action));
        assertThat(named).isEqualTo(granted);
    }

    @Test
    void theQueuesAreThoseOfTheStack() {
        for (var row : rows("## 2. Queues")) {
            for (var name : row.subList(0, 2)) {
                synthesis.resource("AWS::SQS::Queue", "QueueName", name.replace("`", ""));
            }
            var queue =
                    synthesis.resource(
                            "AWS::SQS::Queue", "QueueName", row.getFirst().replace("`", ""));
            assertThat(queue.properties().path("VisibilityTimeout").asText() + " s")
                    .isEqualTo(row.get(2));
        }
        assertThat(rows("## 2. Queues")).hasSize(4);
    }

    @Test
    void theQueuePolicyLetsInWhatTheStacksDoes() throws IOException {
        var shown = JSON.readTree(block("policy: events queue"));
        var events = synthesis.resource("AWS::SQS::Queue", "QueueName", "s3-migrate-events");
        var policy =
                synthesis.resources("AWS::SQS::QueuePolicy").stream()
                        .filter(p ->
                                Intrinsics.texts(p.properties().path("Queues"))
                                        .contains("${%s}".formatted(events.id())))
                        .findFirst()
                        .orElseThrow();
        var deployed = new HashSet<String>();
        policy.properties().at("/PolicyDocument/Statement").forEach(s -> deployed.add(shape(s)));
        var written = new HashSet<String>();
        shown.path("Statement").forEach(s -> written.add(shape(s)));
        assertThat(written).isEqualTo(deployed);
    }

    /// Without the names of accounts and resources.
    private static String shape(JsonNode statement) {
        var conditions = new TreeSet<String>();
        statement
                .path("Condition")
                .properties()
                .forEach(operator ->
                        operator.getValue()
                                .fieldNames()
                                .forEachRemaining(
                                        key -> conditions.add(operator.getKey() + " " + key)));
        return "%s %s %s %s"
                .formatted(
                        statement.path("Effect"),
                        statement.path("Principal"),
                        statement.path("Action"),
                        conditions);
    }

    private Set<String> deployed(String function, String... but) {
        var names = new HashSet<String>();
        synthesis
                .function(function)
                .at("/Environment/Variables")
                .fieldNames()
                .forEachRemaining(names::add);
        names.removeAll(Set.of(but));
        return names;
    }

    private Map<String, String> environment(String program) throws IOException {
        return JSON.readValue(block("environment: " + program), new TypeReference<>() {});
    }

    private String block(String name) {
        return page.split("<!-- %s -->\n```json\n".formatted(name), -1)[1].split("\n```", -1)[0];
    }

    /// The cells of the first table behind a line.
    private List<List<String>> rows(String behind) {
        return page.split(Pattern.quote(behind) + "\n", -1)[1]
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line ->
                        Arrays.stream(line.substring(1).split("\\|", -1))
                                .map(String::strip)
                                .toList())
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "manual-setup.md"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
