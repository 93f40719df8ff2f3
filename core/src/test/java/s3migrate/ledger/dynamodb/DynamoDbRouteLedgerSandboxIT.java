package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RouteLedgerContract;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The adapter against the sandbox's table, and what only a table can do.
final class DynamoDbRouteLedgerSandboxIT implements RouteLedgerContract {

    private final SandboxTable table = new SandboxTable();
    private final DynamoDbRouteLedger ledger =
            new DynamoDbRouteLedger(table.client(), SandboxTable.NAME);

    @Override
    public RouteLedger ledger() {
        return ledger;
    }

    @Override
    public void stop(String route, Optional<Instant> since) {
        stop(table.client(), route, since);
    }

    /// As `docs/contracts.md` shows it.
    static void stop(DynamoDbClient client, String route, Optional<Instant> since) {
        client.updateItem(update -> {
            update.tableName(SandboxTable.NAME)
                    .key(RouteItems.key(route))
                    .expressionAttributeNames(Map.of("#s", "stopped"));
            since.ifPresentOrElse(
                    moment ->
                            update.updateExpression("SET #s = :s")
                                    .expressionAttributeValues(
                                            Map.of(":s", Attribute.time(moment))),
                    () -> update.updateExpression("REMOVE #s"));
        });
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void knowsItsOwnWriteAgainWhenTheReplyWasLost() {
        table.server().faults(Faults.nth(1, "PutItem", new Fault.ReplyLost()));
        assertThat(ledger.replace(NEW, NEW.paused(PAUSE))).isTrue();
        assertThat(table.server().calls("PutItem")).isEqualTo(2);
    }

    @Test
    void refusesAnItemThatIsNoRoute() {
        table.client()
                .putItem(put ->
                        put.tableName(SandboxTable.NAME)
                                .item(
                                        Map.of(
                                                "key", AttributeValue.fromS("#route/r"),
                                                "paused", AttributeValue.fromN("1"))));
        assertThatThrownBy(() -> ledger.find("r"))
                .isInstanceOf(LedgerException.class)
                .hasMessage("get #route/r in table ledger: not a route's record: cause is missing");
    }

    @Test
    void namesTheTableThatIsNotThere() {
        var other = new DynamoDbRouteLedger(table.client(), "other");
        assertThatThrownBy(() -> other.find("r"))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("get #route/r in table other: ")
                .hasMessageContaining("(ResourceNotFoundException, request ");
    }
}
