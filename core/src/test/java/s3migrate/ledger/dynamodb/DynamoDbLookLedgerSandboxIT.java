package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.LookLedger;
import s3migrate.ledger.LookLedgerContract;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The adapter against the sandbox's table, and what only a table can do.
final class DynamoDbLookLedgerSandboxIT implements LookLedgerContract {

    private final SandboxTable table = new SandboxTable();
    private final DynamoDbLookLedger ledger =
            new DynamoDbLookLedger(table.client(), SandboxTable.NAME);

    @Override
    public LookLedger ledger() {
        return ledger;
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void knowsItsOwnWriteAgainWhenTheReplyWasLost() {
        table.server().faults(Faults.nth(1, "PutItem", new Fault.ReplyLost()));
        assertThat(ledger.replace(Optional.empty(), FIRST)).isTrue();
        assertThat(table.server().calls("PutItem")).isEqualTo(2);
    }

    @Test
    void refusesAnItemThatIsNoLook() {
        table.client()
                .putItem(put ->
                        put.tableName(SandboxTable.NAME)
                                .item(
                                        Map.of(
                                                "key", AttributeValue.fromS("#look/r"),
                                                "version", AttributeValue.fromS("x"))));
        assertThatThrownBy(() -> ledger.find("r"))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "get #look/r in table ledger: not a look at a route: version is no number");
    }
}
