package s3migrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ContractsPage;
import s3migrate.ContractsPage.Example;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.Evidence;
import s3migrate.transfer.TransferOutcome;

/// What is sent is what `docs/contracts.md` shows and `docs/outcome-event.schema.json` takes.
class OutcomeJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, OutcomeEvent> SHOWN =
            Map.of(
                    "CopyCompleted", AnyEvent.completed("a.jpg", "order-17"),
                    "CopyFailed",
                            new OutcomeEvent.CopyFailed(
                                    AnyEvent.job("b.jpg", "order-18"),
                                    "AccessDenied",
                                    "open s3://photos/2024/b.jpg: AccessDenied, needed is s3:GetObject (request id 5582815E1AEA5ADF)",
                                    AnyEvent.TIME),
                    "RunFinished",
                            new OutcomeEvent.RunFinished(
                                    "e5219a25679e",
                                    "2026-11-21T13:00:00Z",
                                    1_310,
                                    50L << 30,
                                    15,
                                    new CompleteUpTo(
                                            Instant.parse("2026-11-21T13:00:00.250Z"),
                                            0,
                                            Optional.empty()),
                                    Optional.of(
                                            "s3://s3-migrate-reports-123456789012/runs/e5219a25679e/2026-11-21T13:00:00Z.json"),
                                    AnyEvent.TIME),
                    "RoutePaused",
                            new OutcomeEvent.RoutePaused(
                                    "e5219a25679e",
                                    "AccessDenied",
                                    "list s3://photos/: missing s3:ListBucket on arn:aws:s3:::photos",
                                    AnyEvent.TIME));

    @Test
    void eachEventIsWrittenAsTheContractShowsIt() throws JsonProcessingException {
        var examples =
                ContractsPage.read().examples().stream()
                        .filter(Example::built)
                        .filter(example -> example.kind().equals("outcome"))
                        .toList();
        assertThat(examples)
                .extracting(Example::rest)
                .containsExactlyInAnyOrderElementsOf(SHOWN.keySet());
        for (var example : examples) {
            var shown = JSON.readTree(example.text());
            var event = Objects.requireNonNull(SHOWN.get(example.rest()));
            assertThat(shown.path("source").asText()).isEqualTo("s3-migrate");
            assertThat(shown.path("detail-type").asText())
                    .isEqualTo(event.getClass().getSimpleName());
            assertThat(detail(event)).isEqualTo(shown.path("detail"));
        }
    }

    @Test
    void eachEventIsWhatTheSchemaTakes() throws JsonProcessingException {
        for (var event : SHOWN.values()) {
            EventSchema.assertTakes(event.getClass().getSimpleName(), detail(event));
        }
    }

    @Test
    void anyKeyTravelsInAsciiAndALongReasonIsCut() throws JsonProcessingException {
        var job = AnyEvent.job("caf\u00e9 \ud83d\ude00\u0001", "order-19");
        var failed = new OutcomeEvent.CopyFailed(job, "Mismatch", "x".repeat(3_000), AnyEvent.TIME);

        assertThat(OutcomeJson.detail(failed)).isASCII();
        assertThat(detail(failed).path("src_key").asText()).isEqualTo(job.source().key());
        assertThat(detail(failed).path("reason").asText()).hasSize(2_000).endsWith("x...");
        EventSchema.assertTakes("CopyFailed", detail(failed));
    }

    @Test
    void whoOrderedACopyByAnIdHearsThatThereIsNoSource() {
        var job = AnyEvent.job("a.jpg", "order-17");

        assertThat(OutcomeEvent.of(job, new TransferOutcome.SourceGone(), AnyEvent.TIME))
                .contains(
                        new OutcomeEvent.CopyFailed(
                                job,
                                "SourceGone",
                                "copy s3://photos/2024/a.jpg: there is no such object",
                                AnyEvent.TIME));
    }

    @Test
    void aRemovalThatNobodyOrderedIsNoCopy() {
        var deleted = new TransferOutcome.Deleted(AnyEvent.object());

        assertThat(OutcomeEvent.of(AnyEvent.withoutId("a.jpg"), deleted, AnyEvent.TIME)).isEmpty();
    }

    @Test
    void whatWasThereAlreadyIsSaidToHaveBeenThere() throws JsonProcessingException {
        var there =
                new TransferOutcome.AlreadyPresent(
                        AnyEvent.object(), AnyEvent.object(), Evidence.ETAG);
        var event =
                OutcomeEvent.of(AnyEvent.withoutId("a.jpg"), there, AnyEvent.TIME).orElseThrow();

        assertThat(detail(event).path("outcome").asText()).isEqualTo("already_there");
        EventSchema.assertTakes("CopyCompleted", detail(event));
    }

    private static JsonNode detail(OutcomeEvent event) throws JsonProcessingException {
        return JSON.readTree(OutcomeJson.detail(event));
    }
}
