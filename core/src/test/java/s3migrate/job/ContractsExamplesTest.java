package s3migrate.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import s3migrate.ContractsPage;
import s3migrate.ContractsPage.Example;
import s3migrate.object.ObjectLocation;
import s3migrate.route.CredentialsReader;
import s3migrate.route.DeployedStack;
import s3migrate.route.IgnoreList;
import s3migrate.route.QueueAddress;
import s3migrate.route.RoutesReader;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;

/// Decodes every example of `docs/contracts.md` that is not marked as not built yet.
class ContractsExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final ContractsPage PAGE = ContractsPage.read();

    @TestFactory
    Iterable<DynamicTest> isDecodedByTheCodeItIsAbout() {
        return PAGE.examples().stream()
                .filter(Example::built)
                .map(example -> DynamicTest.dynamicTest(example.toString(), () -> decode(example)))
                .toList();
    }

    @Test
    void everyKindOfMessageHasAnExample() {
        var shown =
                PAGE.examples().stream()
                        .filter(example -> example.kind().equals("message"))
                        .map(ContractsExamplesTest::messageType);
        assertThat(shown)
                .contains(
                        "Events",
                        "TestEvent",
                        "OrderedCopy",
                        "SingleJob",
                        "Batch",
                        "Slice",
                        "Continuation");
    }

    private static void decode(Example example) throws JsonProcessingException {
        switch (example.kind()) {
            case "message" -> decodeMessage(example);
            case "routes" ->
                    assertThat(
                                    new RoutesReader(_ -> "")
                                            .read(example.text(), Optional.empty())
                                            .all())
                            .isNotEmpty();
            case "credentials" ->
                    assertThat(CredentialsReader.read("p", example.text())).isNotNull();
            case "ignore-list" -> decodeIgnoreList(example);
            case "dead-letter" -> decodeDeadLetter(example);
            case "run" ->
                    assertThat(RunMessages.decode(example.text()))
                            .isNotInstanceOf(RunRequest.Malformed.class);
            case "ledger-item",
                    "run-item",
                    "range-item",
                    "route-item",
                    "plan-item",
                    "look-item" -> {
                // s3migrate.ledger.dynamodb.LedgerItemExamplesTest reads these.
            }
            case "stack" -> assertThat(DeployedStack.read(example.text()).name()).isNotEmpty();
            case "run-report" -> {
                // s3migrate.run.ReportedRunsTest reads it.
            }
            case "forecast" -> {
                // s3migrate.run.plan.ForecastTest reads it.
            }
            case "evidence" -> {
                // s3migrate.transfer.evidence.EvidenceJsonTest reads these.
            }
            case "outcome" -> {
                // s3migrate.outcome.OutcomeJsonTest reads these.
            }
            default ->
                    throw new AssertionError(
                            "%s: nobody decodes this kind; mark it as not built yet"
                                    .formatted(example));
        }
    }

    /// What we send ourselves must also be written as the page shows it.
    private static void decodeMessage(Example example) throws JsonProcessingException {
        var message = Messages.decode(example.text());
        assertThat(message.getClass().getSimpleName())
                .as(message.toString())
                .isEqualTo(messageType(example));
        if (message instanceof Message.Ours ours) {
            assertThat(JSON.readTree(Messages.encode(ours)))
                    .isEqualTo(JSON.readTree(example.text()));
        }
    }

    private static void decodeDeadLetter(Example example) throws JsonProcessingException {
        Map<String, String> shown = JSON.readValue(example.text(), new TypeReference<>() {});
        var message =
                new ReceivedMessage(
                        new QueueAddress(
                                "https://sqs/1/" + shown.getOrDefault("queue", ""),
                                "https://sqs/1/dead"),
                        shown.getOrDefault("message_id", ""),
                        "receipt",
                        "body");
        var reason =
                new DeadLetter(
                        shown.getOrDefault("cause", ""),
                        shown.getOrDefault("reason", ""),
                        Instant.parse(shown.getOrDefault("failed_at", "")));
        assertThat(reason.attributes(message)).isEqualTo(shown);
    }

    private static void decodeIgnoreList(Example example) {
        var list = IgnoreList.parse(example.text());
        assertThat(list.ignores(new ObjectLocation("photos", "a/b.tmp"))).isTrue();
        assertThat(list.ignores(new ObjectLocation("photos", "a/.cache/x"))).isTrue();
        assertThat(list.ignores(new ObjectLocation("photos", "a/.cache/tools/x.tmp"))).isFalse();
    }

    private static String messageType(Example example) {
        return example.rest().split(":", 2)[0];
    }
}
