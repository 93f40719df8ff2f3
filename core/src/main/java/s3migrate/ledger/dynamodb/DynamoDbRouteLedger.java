package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RouteRecord;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

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

    private final DynamoDbClient client;
    private final String table;

    /// The client stays the caller's.
    public DynamoDbRouteLedger(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public RouteRecord find(String route) {
        try {
            var answer =
                    client.getItem(request ->
                            request.tableName(table)
                                    .key(RouteItems.key(route))
                                    .consistentRead(true));
            return answer.item().isEmpty()
                    ? RouteRecord.of(route)
                    : RouteItems.record(answer.item());
        } catch (SdkException e) {
            throw LedgerErrors.of("get " + RouteItems.keyText(route), table, e);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    "get %s in table %s: not a route's record: %s"
                            .formatted(RouteItems.keyText(route), table, e.getMessage()),
                    e);
        }
    }

    @Override
    public boolean replace(RouteRecord seen, RouteRecord next) {
        var writeId = UUID.randomUUID().toString();
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(RouteItems.item(next, writeId))
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        unchanged(put, seen);
        try {
            client.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a write whose answer was lost; it then stands in its own way.
            return EntryItems.isFrom(writeId, e.item());
        } catch (SdkException e) {
            throw LedgerErrors.of("put " + RouteItems.keyText(next.route()), table, e);
        }
    }

    private static void unchanged(PutItemRequest.Builder put, RouteRecord seen) {
        var values = new HashMap<String, AttributeValue>();
        if (seen.version() > 0) {
            values.put(":version", Attribute.number(seen.version()));
        }
        seen.stopped().ifPresent(since -> values.put(":stopped", Attribute.time(since)));
        put.conditionExpression(
                        "%s AND %s"
                                .formatted(
                                        seen.version() > 0
                                                ? "#version = :version"
                                                : "attribute_not_exists(#version)",
                                        seen.stopped().isPresent()
                                                ? "#stopped = :stopped"
                                                : "attribute_not_exists(#stopped)"))
                .expressionAttributeNames(
                        Map.of("#version", RouteItems.VERSION, "#stopped", RouteItems.STOPPED));
        if (!values.isEmpty()) {
            // DynamoDB refuses an empty map.
            put.expressionAttributeValues(values);
        }
    }
}
