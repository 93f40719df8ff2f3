package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.time.Sleeper;

/// `mvn -pl cli -am verify -Dit.test=ComparisonE2eIT`: what was there before any event is found,
/// copied, proved and reported, with the credentials of either side. All routes are in a file that
/// the parameter names.
@ExtendWith(SharedDeployment.class)
class ComparisonE2eIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGE = (int) Fleet.PART_BYTES + 1;

    private final Deployment aws;

    ComparisonE2eIT(Deployment aws) {
        this.aws = aws;
    }

    /// | route | JobType | source | destination |
    /// |---|---|---|---|
    /// | compared-put | PUT | own role | the deployment's parameter |
    /// | compared-to-third | PUT | own role | the route's parameter |
    /// | compared-from-third | PUT | the route's parameter | the deployment's parameter |
    /// | compared-get | GET | the deployment's parameter | own role |
    /// | compared-both | BOTH | own role | own role |
    /// | compared-others | BOTH | the route's parameter | the route's other parameter |
    @ParameterizedTest
    @CsvSource({
        "put, compared-put",
        "put, compared-to-third",
        "put, compared-from-third",
        "get, compared-get",
        "both, compared-both",
        "both, compared-others"
    })
    void everyCombinationOfCredentialsFindsAndCopiesSmallAndLargeObjects(String fleet, String route)
            throws Exception {
        var lane = aws.lane(route);
        lane.write("a/small//1", Lane.bytes(1_000, 1));
        lane.write("a/small/2", Lane.bytes(0, 2));
        lane.write("a/large", Lane.bytes(LARGE, 3));
        lane.write("a/not.ignored", Lane.bytes(10, 4));

        aws.compare(fleet(fleet), route);
        aws.awaitLog("route_compared", "\"route\":\"%s\"".formatted(route));

        for (String key : List.of("a/small//1", "a/small/2", "a/large")) {
            lane.awaitCopy(key);
            lane.assertFaithful(key);
        }
        assertThat(lane.copy("a/not.ignored")).isEmpty();
        assertThat(lane.to().s3().openUploads(lane.destination())).isEmpty();
    }

    @Test
    void everyObjectOfARunHasItsLineAndTheReportIsTheirSum() throws Exception {
        var lane = aws.lane("reported");
        lane.write("small-1", Lane.bytes(1_000, 1));
        lane.write("small-2", Lane.bytes(2_000, 2));
        lane.write("large", Lane.bytes(LARGE, 3));
        aws.own.s3().deny("s3:GetObject", "reported/denied");
        lane.write("denied", Lane.bytes(10, 4));

        aws.compare(aws.put, "reported");
        lane.awaitCopy("large");
        Await.until(() -> lines().size() == 4, () -> lines() + ", log " + aws.log());
        assertThat(lines()).allMatch(line -> line.contains("\"route\":\"reported\",\"run\":\""));
        Await.until(
                () -> aws.ledger(lane, "large", "state").equals(Optional.of("DONE")),
                () -> "log " + aws.log());

        String file = aws.reports("runs/reported/").getFirst();
        String run = report(file).path("run").textValue();
        aws.sqs
                .queues()
                .send(
                        aws.put.runs().url(),
                        "{\"v\": 1, \"type\": \"run\", \"route\": \"reported\", \"run\": \"%s\"}"
                                .formatted(run));
        aws.awaitLog("run_over", "\"run\":\"" + run + "\"", "\"route\":\"reported\"");

        var report = report(file);
        assertThat(report.path("findings").path("missing").longValue()).isEqualTo(4);
        assertThat(report.path("findings").path("sent").longValue()).isEqualTo(4);
        assertThat(report.path("outcomes").path("copied").longValue()).isEqualTo(3);
        assertThat(report.path("outcomes").path("copied_bytes").longValue())
                .isEqualTo(3_000 + LARGE);
        assertThat(report.path("outcomes").path("failed").longValue()).isEqualTo(1);
        assertThat(report.path("digest").textValue()).hasSize(64);
    }

    @Test
    void aFailureIsOverOnceAComparisonFindsTheObjectEqual() throws Exception {
        var lane = aws.lane("silent");
        aws.own.s3().deny("s3:GetObject", "silent/mended-by-hand");
        lane.write("mended-by-hand", Lane.bytes(10, 1));
        // A route is seen to pass before any object of it is given up.
        lane.write("passes", Lane.bytes(10, 2));
        aws.compare(aws.put, "silent");
        Await.until(
                () -> aws.ledger(lane, "mended-by-hand", "state").equals(Optional.of("FAILED")),
                () -> "log " + aws.log());

        lane.to().s3().put(lane.destination(), "mended-by-hand", Lane.bytes(10, 1));
        Await.until(
                () -> {
                    aws.compare(aws.put, "silent");
                    Sleeper.system().sleep(Duration.ofSeconds(1));
                    return !aws.ledger(lane, "mended-by-hand", "state")
                            .equals(Optional.of("FAILED"));
                },
                () -> "log " + aws.log());

        assertThat(aws.ledger(lane, "mended-by-hand", "state")).contains("DONE");
        assertThat(aws.ledger(lane, "mended-by-hand", "reason")).isEmpty();
    }

    /// Streamed, and within S3.
    @ParameterizedTest
    @CsvSource({"put, compared-put", "both, compared-both"})
    void anArchivedObjectIsCopiedOnceItIsRestored(String fleet, String route) throws Exception {
        var lane = aws.lane(route);
        lane.write(
                "cold", Lane.bytes(10, 5), ObjectProperties.NONE.withStorageClass("DEEP_ARCHIVE"));
        aws.compare(fleet(fleet), route);
        aws.awaitLog("route_compared", "\"route\":\"%s\"".formatted(route), "\"archived\":1");

        lane.from().restore(lane.source(), "cold");
        aws.compare(fleet(fleet), route);

        lane.awaitCopy("cold");
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (String file : aws.reports("evidence/reported/")) {
            lines.addAll(aws.report(file).lines().toList());
        }
        return lines;
    }

    private JsonNode report(String file) throws Exception {
        return JSON.readTree(aws.report(file));
    }

    private Fleet fleet(String name) {
        return List.of(aws.put, aws.get, aws.both).stream()
                .filter(fleet -> fleet.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
