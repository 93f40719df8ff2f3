package s3migrate.jobsender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.OddKeys;
import s3migrate.job.Batch;
import s3migrate.job.Job;
import s3migrate.job.Message;
import s3migrate.ledger.PlanRecord;
import s3migrate.object.ObjectLocation;

/// The packaged asset under Lambda's runtime client, against S3, SQS, SSM and DynamoDB of the
/// sandbox.
class JobsenderIT {

    private static final int KEYS = 2_500;
    private static final byte[] LARGE = new byte[(1 << 20) + 1];

    @TempDir Path directory;

    /// The source keys that must be copied.
    private final List<String> differing = new ArrayList<>();

    @Test
    void handsOverExactlyWhatIsMissingOrChanged() throws Exception {
        try (var sandbox = sandbox(Map.of())) {
            write(sandbox);
            sandbox.startAllRoutes();
            assertTotals(sandbox.awaitLog("route_compared"));
            assertHandedOver(sandbox);

            sandbox.startAllRoutes();
            assertThat(sandbox.awaitLog("run_skipped").path("reason").asText())
                    .matches(
                            "run \\S+ handed over 1,001 objects, and about \\d+ messages wait in the queues");
        }
    }

    @Test
    void handsOverTheSameInManyShortInvocations() throws Exception {
        // The margin takes all the time there is: every invocation does the least it can.
        try (var sandbox = sandbox(Map.of("MarginSeconds", "20"))) {
            write(sandbox);
            sandbox.startAllRoutes();
            for (int stretch = 1; stretch <= 2; stretch++) {
                assertThat(sandbox.awaitLog("route_compared").path("outcome").asText())
                        .isEqualTo("out_of_time");
            }
            assertTotals(sandbox.awaitLog("route_compared"));
            assertHandedOver(sandbox);
        }
    }

    @Test
    void losesNothingWhenItIsKilled() throws Exception {
        try (var sandbox = sandbox(Map.of("LeaseSeconds", "2"))) {
            write(sandbox);
            sandbox.killAtPageOfSource(3);
            sandbox.startAllRoutes();
            assertTotals(sandbox.awaitLog("route_compared"));
            assertThat(sandbox.kills()).isEqualTo(1);
            assertThat(new HashSet<>(keys(handedOver(sandbox))))
                    .isEqualTo(new HashSet<>(differing));
        }
    }

    @Test
    void takesAListingThatBreaksForNoEnd() throws Exception {
        try (var sandbox = sandbox(Map.of())) {
            write(sandbox);
            sandbox.failFromPageOfDestination(2);
            sandbox.startAllRoutes();
            assertThat(sandbox.awaitLog("run_failed").path("reason").asText())
                    .startsWith("list s3://dst/from-src/: We encountered an internal error");
            assertThat(differing).containsAll(keys(handedOver(sandbox)));

            sandbox.mendDestination();
            sandbox.startAllRoutes();
            assertTotals(sandbox.awaitLog("route_compared"));
            assertThat(new HashSet<>(keys(handedOver(sandbox))))
                    .isEqualTo(new HashSet<>(differing));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"from-src", "from-src/"})
    void seesItsOwnCopiesUnderThePrefixAlone(String prefix) throws Exception {
        try (var sandbox = sandbox(Map.of())) {
            sandbox.writeRoute(prefix);
            sandbox.writeSource("copied", new byte[10]);
            sandbox.writeDestination("copied", new byte[10]);
            sandbox.writeBeside("copied", new byte[11]);
            sandbox.startAllRoutes();
            assertThat(found(sandbox.awaitLog("route_compared")))
                    .containsEntry("found", "1")
                    .containsEntry("same", "1")
                    .containsEntry("extra", "0")
                    .containsEntry("sent", "0");
            assertThat(sandbox.plan().flatMap(PlanRecord::approved).map(PlanRecord.Approval::by))
                    .as("its first run was dry, and cheap")
                    .hasValue(PlanRecord.Approval.PRICE);
        }
    }

    @Test
    void aFirstRunThatMayCostTooMuchWaitsForAPerson() throws Exception {
        try (var sandbox = sandbox(Map.of())) {
            sandbox.writeRoute("from-src", 0);
            sandbox.writeSource("new", new byte[10]);
            sandbox.startAllRoutes();
            var waits = sandbox.awaitLog("plan_waits");
            assertThat(waits.path("objects").asLong()).isEqualTo(1);
            assertThat(waits.path("bytes").asLong()).isEqualTo(10);
            assertThat(handedOver(sandbox)).isEmpty();
            assertThat(sandbox.plan().orElseThrow().approved()).isEmpty();
        }
    }

    @Test
    void aRouteIsRunOnceAtATime() throws Exception {
        try (var sandbox = sandbox(Map.of())) {
            write(sandbox);
            sandbox.sendTwiceAtOnce(
                    "{\"v\": 1, \"type\": \"run\", \"route\": \"photos\", \"run\": \"1\"}");
            assertTotals(sandbox.awaitLog("route_compared"));
            assertHandedOver(sandbox);
        }
    }

    @Test
    void saysAllThatIsWrongWithARoute() throws Exception {
        try (var sandbox = sandbox(Map.of())) {
            sandbox.parameters().putSecure("s3_migration_credentials", "{\"region\": \"x\"}");
            sandbox.send("{\"v\": 1, \"type\": \"run\", \"route\": \"%s\"}".formatted("videos"));
            assertThat(sandbox.awaitLog("run_refused").path("reason").asText())
                    .isEqualTo("run: no route is named videos");

            sandbox.startAllRoutes();
            String reason = sandbox.awaitLog("run_refused").path("reason").asText();
            assertThat(reason)
                    .isEqualTo(
                            "route photos: parameter s3_migration_credentials: 2 faults; "
                                    + "region: accepted is a region such as eu-west-1; "
                                    + "accepted is exactly one of aws_access_key_id, role_arn and \"anonymous\": true");
            assertThat(sandbox.deadReasons())
                    .containsExactlyInAnyOrder("run: no route is named videos", reason);
        }
    }

    private SandboxJobsender sandbox(Map<String, String> settings)
            throws IOException, InterruptedException {
        return new SandboxJobsender(directory, settings);
    }

    /// Of five keys three are equal, one is missing, one has other bytes of the same size.
    private void write(SandboxJobsender sandbox) {
        sandbox.approvePlan();
        for (int i = 0; i < KEYS; i++) {
            String odd = OddKeys.ALL.get(i % OddKeys.ALL.size());
            String key = (odd.length() > 100 ? "plain/" : odd) + i;
            byte[] content = "content of %04d".formatted(i).getBytes(UTF_8);
            sandbox.writeSource(key, content);
            if (i % 5 != 0) {
                byte[] there = i % 5 == 1 ? new byte[content.length] : content;
                sandbox.writeDestination(key, there);
            }
            if (i % 5 < 2) {
                differing.add(key);
            }
        }
        sandbox.writeSource("large", LARGE);
        differing.add("large");
        sandbox.writeSource("tmp/ignored", new byte[1]);
        sandbox.writeSource("k".repeat(ObjectLocation.MAX_KEY_BYTES), new byte[1]);
        sandbox.writeDestination("extra", new byte[1]);
    }

    private static Map<String, String> found(JsonNode line) {
        var found = new TreeMap<String, String>();
        line.properties().forEach(field -> found.put(field.getKey(), field.getValue().asText()));
        return found;
    }

    private void assertTotals(JsonNode line) {
        assertThat(found(line))
                .containsEntry("level", "INFO")
                .containsEntry("route", SandboxJobsender.ROUTE)
                .containsEntry("outcome", "complete")
                .containsEntry("found", "2503")
                .containsEntry("found_bytes", Long.toString(15 * KEYS + LARGE.length + 2))
                .containsEntry("same", "1500")
                .containsEntry("same_size", "0")
                .containsEntry("missing", "502")
                .containsEntry("changed", "500")
                .containsEntry("extra", "1")
                .containsEntry("ignored", "1")
                .containsEntry("impossible", "1")
                .containsEntry("sent", "1001")
                .containsEntry("sent_bytes", Long.toString(15 * 1_000 + LARGE.length));
    }

    private void assertHandedOver(SandboxJobsender sandbox) throws InterruptedException {
        var jobs = handedOver(sandbox);
        assertThat(keys(jobs)).containsExactlyInAnyOrderElementsOf(differing);
        assertThat(jobs)
                .allSatisfy(job ->
                        assertThat(job.destination())
                                .isEqualTo(
                                        new ObjectLocation(
                                                "dst", "from-src/" + job.source().key())));
    }

    /// Small objects from the queue of batches, larger ones from theirs.
    private static List<Job> handedOver(SandboxJobsender sandbox) throws InterruptedException {
        var jobs = new ArrayList<Job>();
        for (var message : sandbox.batches()) {
            assertThat(message).isInstanceOf(Batch.class);
            jobs.addAll(((Batch) message).jobs());
        }
        for (var message : sandbox.large()) {
            assertThat(message).isInstanceOf(Message.SingleJob.class);
            jobs.add(((Message.SingleJob) message).job());
        }
        return jobs;
    }

    private static List<String> keys(List<Job> jobs) {
        return jobs.stream().map(job -> job.source().key()).toList();
    }
}
