package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunLedger.Change;
import s3migrate.ledger.RunLedgerContract;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import s3migrate.time.ManualTime;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The adapter against the sandbox's table, and what only a table can do.
final class DynamoDbRunLedgerSandboxIT implements RunLedgerContract {

    private final SandboxTable table = new SandboxTable();
    private final DynamoDbRunLedger ledger =
            new DynamoDbRunLedger(
                    table.client(), SandboxTable.NAME, new ManualTime(), new Random(1));

    @Override
    public RunLedger ledger() {
        return ledger;
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void knowsItsOwnWriteAgainWhenTheReplyWasLost() {
        table.server().faults(Faults.nth(1, "PutItem", new Fault.ReplyLost()));
        assertThat(ledger.write(List.of(new Change.OfRun(Optional.empty(), FIRST)))).isTrue();
        assertThat(table.server().calls("PutItem")).isEqualTo(2);
    }

    @Test
    void knowsItsOwnTransactionAgainWhenTheReplyWasLost() {
        table.server().faults(Faults.nth(1, "TransactWriteItems", new Fault.ReplyLost()));
        assertThat(
                        ledger.write(
                                List.of(
                                        new Change.OfRun(Optional.empty(), FIRST),
                                        new Change.NewRange(ALL))))
                .isTrue();
        assertThat(table.server().calls("TransactWriteItems")).isEqualTo(2);
        assertThat(ledger.ranges(FIRST)).containsExactly(ALL);
    }

    @Test
    void refusesAnItemThatIsNoRun() {
        table.client()
                .putItem(put ->
                        put.tableName(SandboxTable.NAME)
                                .item(Map.of("key", AttributeValue.fromS("#run/r"))));
        assertThatThrownBy(() -> ledger.find("r"))
                .isInstanceOf(LedgerException.class)
                .hasMessage("get #run/r in table ledger: not a run's record: run is missing");
    }

    @Test
    void namesTheTableThatIsNotThere() {
        var other = new DynamoDbRunLedger(table.client(), "other", new ManualTime(), new Random(1));
        assertThatThrownBy(() -> other.find("r"))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("get #run/r in table other: ")
                .hasMessageContaining("(ResourceNotFoundException, request ");
    }
}
