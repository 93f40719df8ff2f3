package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.DeleteLedger;
import s3migrate.ledger.DeleteLedgerContract;
import s3migrate.ledger.LedgerException;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The adapter against the sandbox's table, and what only a table can do.
final class DynamoDbDeleteLedgerSandboxIT implements DeleteLedgerContract {

    private final SandboxTable table = new SandboxTable();
    private final DynamoDbDeleteLedger ledger =
            new DynamoDbDeleteLedger(table.client(), SandboxTable.NAME);

    @Override
    public DeleteLedger ledger() {
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
    void refusesAnItemThatIsNoCount() {
        table.client()
                .putItem(put ->
                        put.tableName(SandboxTable.NAME)
                                .item(Map.of("key", AttributeValue.fromS("#deletes/r"))));
        assertThatThrownBy(() -> ledger.find("r"))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "get #deletes/r in table ledger: not a count of deletes: since is missing");
    }

    @Test
    void namesTheTableThatIsNotThere() {
        var other = new DynamoDbDeleteLedger(table.client(), "other");
        assertThatThrownBy(() -> other.find("r"))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("get #deletes/r in table other: ")
                .hasMessageContaining("(ResourceNotFoundException, request ");
    }
}
