package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import s3migrate.ledger.DeleteCount;
import s3migrate.ledger.DeleteLedger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Counts of deletes as one item per route, in the table of the ledger.
///
/// | attribute | type | meaning |
/// |---|---|---|
/// | `key` | S | `#deletes/<route>` |
/// | `since` | N | when the count began, in milliseconds since 1970 |
/// | `count` | N | deletes asked for since |
/// | `write_id` | S | names one write, to know it again |
///
/// Serves many threads.
public final class DynamoDbDeleteLedger implements DeleteLedger {

    private static final String SINCE = "since";
    private static final String COUNT = "count";

    private final LedgerTable table;

    /// The client stays the caller's.
    public DynamoDbDeleteLedger(DynamoDbClient client, String table) {
        this.table = new LedgerTable(client, table);
    }

    @Override
    public Optional<DeleteCount> find(String route) {
        return table.find(
                keyText(route),
                "a count of deletes",
                item ->
                        new DeleteCount(
                                route, Attribute.time(item, SINCE), Attribute.number(item, COUNT)));
    }

    @Override
    public boolean replace(Optional<DeleteCount> seen, DeleteCount next) {
        return table.put(
                Map.of(
                        Attribute.KEY,
                        Attribute.text(keyText(next.route())),
                        SINCE,
                        Attribute.time(next.since()),
                        COUNT,
                        Attribute.number(next.count()),
                        Attribute.WRITE_ID,
                        Attribute.text(UUID.randomUUID().toString())),
                seen.map(DynamoDbDeleteLedger::unchanged).orElseGet(WriteCondition::absent));
    }

    private static WriteCondition unchanged(DeleteCount seen) {
        return new WriteCondition(
                "#since = :since AND #count = :count",
                Map.of("#since", SINCE, "#count", COUNT),
                Map.of(
                        ":since", Attribute.time(seen.since()),
                        ":count", Attribute.number(seen.count())));
    }

    private static String keyText(String route) {
        return "#deletes/" + route;
    }
}
