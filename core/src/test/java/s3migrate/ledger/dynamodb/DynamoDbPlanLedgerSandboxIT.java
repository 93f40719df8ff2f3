package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.PlanLedger;
import s3migrate.ledger.PlanLedgerContract;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The adapter against the sandbox's table, and what only a table can do.
final class DynamoDbPlanLedgerSandboxIT implements PlanLedgerContract {

    private final SandboxTable table = new SandboxTable();
    private final DynamoDbPlanLedger ledger =
            new DynamoDbPlanLedger(table.client(), SandboxTable.NAME);

    @Override
    public PlanLedger ledger() {
        return ledger;
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void knowsItsOwnWriteAgainWhenTheReplyWasLost() {
        table.server().faults(Faults.nth(1, "PutItem", new Fault.ReplyLost()));
        assertThat(ledger.replace(Optional.empty(), WAITING)).isTrue();
        assertThat(table.server().calls("PutItem")).isEqualTo(2);
    }

    @Test
    void refusesAnItemThatIsNoPlan() {
        table.client()
                .putItem(put ->
                        put.tableName(SandboxTable.NAME)
                                .item(
                                        Map.of(
                                                "key", AttributeValue.fromS("#plan/r"),
                                                "of", AttributeValue.fromN("1"))));
        assertThatThrownBy(() -> ledger.find("r"))
                .isInstanceOf(LedgerException.class)
                .hasMessage("get #plan/r in table ledger: not a plan: of is no string");
    }
}
