package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RouteRecord;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is known of routes, as one item each in the table of the ledger.
///
/// | attribute | type | there | meaning |
/// |---|---|---|---|
/// | `key` | S | always | `#route/<route>` |
/// | `version` | N | once we wrote it | grows with each write |
/// | `stopped` | N | until a person ends it | since when the route is paused by a person, or its spend cap |
/// | `stopped_because` | S | with `stopped`, unless a person did it | why |
/// | `spent_micro_usd` | N | of a route with a spend cap | what it has cost so far |
/// | `cause`, `reason`, `paused`, `probe` | S, S, N, N | while its circuit is open | why, since when, and when an object is let through next |
/// | `refused`, `refused_cause` | N, S | after a refusal | how many objects in a row, and why |
/// | `passed`, `source_bucket`, `source_key`, `des_bucket`, `des_key` | N, S | once one was made | a copy that passed, and when |
/// | `write_id` | S | once we wrote it | names one write, to know it again |
///
/// Times are milliseconds since 1970. Serves many threads.
public final class DynamoDbRouteLedger implements RouteLedger {

    private final LedgerTable table;

    /// The client stays the caller's.
    public DynamoDbRouteLedger(DynamoDbClient client, String table) {
        this.table = new LedgerTable(client, table);
    }

    @Override
    public RouteRecord find(String route) {
        return table.find(RouteItems.keyText(route), "a route's record", RouteItems::record)
                .orElseGet(() -> RouteRecord.of(route));
    }

    @Override
    public boolean replace(RouteRecord seen, RouteRecord next) {
        return table.put(RouteItems.item(next, UUID.randomUUID().toString()), unchanged(seen));
    }

    private static WriteCondition unchanged(RouteRecord seen) {
        var values = new HashMap<String, AttributeValue>();
        if (seen.version() > 0) {
            values.put(":version", Attribute.number(seen.version()));
        }
        seen.stopped().ifPresent(since -> values.put(":stopped", Attribute.time(since)));
        return new WriteCondition(
                "%s AND %s"
                        .formatted(
                                seen.version() > 0
                                        ? "#version = :version"
                                        : "attribute_not_exists(#version)",
                                seen.stopped().isPresent()
                                        ? "#stopped = :stopped"
                                        : "attribute_not_exists(#stopped)"),
                Map.of("#version", RouteItems.VERSION, "#stopped", RouteItems.STOPPED),
                values);
    }
}
