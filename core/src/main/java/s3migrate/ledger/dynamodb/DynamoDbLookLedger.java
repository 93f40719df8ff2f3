package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import s3migrate.ledger.LookLedger;
import s3migrate.ledger.LookRecord;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Looks at routes, as one item each in the table of the ledger; `docs/contracts.md` says what is
/// in them. Serves many threads.
public final class DynamoDbLookLedger implements LookLedger {

    private final LedgerTable table;

    /// The client stays the caller's.
    public DynamoDbLookLedger(DynamoDbClient client, String table) {
        this.table = new LedgerTable(client, table);
    }

    @Override
    public Optional<LookRecord> find(String route) {
        return table.find(LookItems.keyText(route), "a look at a route", LookItems::look);
    }

    @Override
    public boolean replace(Optional<LookRecord> seen, LookRecord next) {
        return table.put(
                LookItems.item(next, UUID.randomUUID().toString()),
                seen.map(DynamoDbLookLedger::unchanged).orElseGet(WriteCondition::absent));
    }

    private static WriteCondition unchanged(LookRecord seen) {
        return new WriteCondition(
                "#version = :version",
                Map.of("#version", LookItems.VERSION),
                Map.of(":version", Attribute.number(seen.version())));
    }
}
