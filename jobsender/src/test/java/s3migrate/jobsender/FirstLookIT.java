package s3migrate.jobsender;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.dynamodb.DynamoDbLookLedger;
import s3migrate.metrics.Metric;
import s3migrate.sandbox.events.BusEvent;

/// What the packaged asset looks at before the first comparison of a route, and what it says of it.
class FirstLookIT {

    @TempDir private Path directory;
    private SandboxJobsender sandbox;

    @BeforeEach
    void deploy() throws Exception {
        sandbox = new SandboxJobsender(directory, Map.of());
        sandbox.writeSource("new", new byte[10]);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void whatIsMissingHoldsTheRouteAndIsSaidOnce() throws Exception {
        sandbox.destination().deny("s3:PutObject", "dst/from-src/*");

        sandbox.startAllRoutes();
        var held = sandbox.awaitLog("route_held");
        assertThat(held.path("level").asText()).isEqualTo("ERROR");
        assertThat(held.path("route").asText()).isEqualTo(SandboxJobsender.ROUTE);
        assertThat(held.path("asked").asText())
                .isEqualTo(
                        "source as the function's role, destination as access key AKIAREMOTE0000000001, copies go through us, because each side has credentials of its own");
        assertThat(held.path("reason").asText())
                .contains(
                        "destination permission: s3:PutObject is denied on arn:aws:s3:::dst/from-src/*; ");
        assertThat(awaitMeasured(Metric.PAUSED_OBJECTS)).isEqualTo(1);

        sandbox.startAllRoutes();
        assertThat(sandbox.awaitLog("route_held").path("level").asText()).isEqualTo("WARN");
        assertThat(sandbox.events())
                .extracting(BusEvent::detailType)
                .containsExactly("RoutePaused");
        assertThat(sandbox.plan()).isEmpty();
        assertThat(sandbox.batches()).isEmpty();
        assertThat(sandbox.destination().openUploads("dst")).isEmpty();
        assertThat(look().orElseThrow().holds()).isTrue();
    }

    @Test
    void onceThatIsMendedTheNextComparisonCopies() throws Exception {
        sandbox.destination().deny("s3:PutObject", "dst/from-src/*");
        sandbox.startAllRoutes();
        sandbox.awaitLog("route_held");

        sandbox.destination().allowAll();
        sandbox.startAllRoutes();
        assertThat(sandbox.awaitLog("route_compared").path("outcome").asText())
                .isEqualTo("complete");
        assertThat(sandbox.batches()).hasSize(1);
        assertThat(look().orElseThrow().faults()).isEmpty();
    }

    @Test
    void aPersonMayLetARouteGoOnInSpiteOfIt() throws Exception {
        sandbox.destination().deny("s3:ListMultipartUploadParts", "dst/from-src/*");
        sandbox.startAllRoutes();
        sandbox.awaitLog("route_held");

        try (var client = sandbox.ledgerClient()) {
            var ledger = new DynamoDbLookLedger(client, SandboxJobsender.TABLE);
            var seen = ledger.find(SandboxJobsender.ROUTE);
            assertThat(ledger.replace(seen, seen.orElseThrow().acceptedByPerson())).isTrue();
        }
        sandbox.startAllRoutes();
        assertThat(sandbox.awaitLog("route_compared").path("outcome").asText())
                .isEqualTo("complete");
        assertThat(sandbox.batches()).hasSize(1);
    }

    /// Such as a route that was written into the parameter and never deployed.
    @Test
    void whatTheOwnRoleMayNotReadIsNamedWithoutADeadLetter() throws Exception {
        sandbox.source().deny("s3:ListBucket", "src");

        sandbox.startAllRoutes();
        assertThat(sandbox.awaitLog("route_held").path("reason").asText())
                .contains("source permission: s3:ListBucket is denied on arn:aws:s3:::src; ")
                .contains("deploy");
        assertThat(sandbox.deadReasons()).isEmpty();
    }

    /// Workers have another role: what this one lacks of theirs says nothing.
    @Test
    void whatOnlyWorkersNeedOfTheOwnAccountIsNotTried() throws Exception {
        sandbox.source().deny("s3:GetObjectTagging", "src/*");
        sandbox.source().deny("s3:GetObjectVersion", "src/*");

        sandbox.startAllRoutes();
        assertThat(sandbox.awaitLog("route_compared").path("outcome").asText())
                .isEqualTo("complete");
    }

    private Optional<LookRecord> look() {
        try (var client = sandbox.ledgerClient()) {
            return new DynamoDbLookLedger(client, SandboxJobsender.TABLE)
                    .find(SandboxJobsender.ROUTE);
        }
    }

    private long awaitMeasured(Metric metric) throws InterruptedException {
        JsonNode line;
        do {
            line = sandbox.awaitLog("measured");
        } while (!line.has(metric.text()));
        return line.path(metric.text()).asLong();
    }
}
