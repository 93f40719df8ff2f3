package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Runs as one item per route, in the table of the ledger.
///
/// | attribute | type | there | meaning |
/// |---|---|---|---|
/// | `key` | S | always | `#run/<route>` |
/// | `run` | S | always | the run's id |
/// | `fence` | N | always | from 1; grows when a run is begun or taken over |
/// | `owner`, `lease_until` | S, N | under a lease | who is at work, and until when |
/// | `after` | S | always | the last key handed over; empty at the beginning and the end |
/// | `counts` | M of N | always | objects and bytes by finding |
/// | `started` | N | always | when the run was begun |
/// | `ended` | N | once over | when everything was handed over |
/// | `write_id` | S | always | names one write, to know it again |
///
/// Times are milliseconds since 1970, sizes bytes. Serves many threads.
public final class DynamoDbRunLedger implements RunLedger {

    private final DynamoDbClient client;
    private final String table;

    /// The client stays the caller's.
    public DynamoDbRunLedger(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<RunRecord> find(String route) {
        try {
            var answer =
                    client.getItem(request ->
                            request.tableName(table).key(RunItems.key(route)).consistentRead(true));
            return Optional.of(answer.item())
                    .filter(item -> !item.isEmpty())
                    .map(item -> readable(route, item));
        } catch (SdkException e) {
            throw LedgerErrors.of("get " + RunItems.keyText(route), table, e);
        }
    }

    private RunRecord readable(String route, Map<String, AttributeValue> item) {
        try {
            return RunItems.record(item);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    "get %s in table %s: not a run's record: %s"
                            .formatted(RunItems.keyText(route), table, e.getMessage()),
                    e);
        }
    }

    @Override
    public boolean replace(Optional<RunRecord> seen, RunRecord next) {
        var writeId = UUID.randomUUID().toString();
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(RunItems.item(next, writeId))
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        seen.ifPresentOrElse(record -> unchanged(put, record), () -> absent(put));
        try {
            client.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a write whose answer was lost; it then stands in its own way.
            return EntryItems.isFrom(writeId, e.item());
        } catch (SdkException e) {
            throw LedgerErrors.of("put " + RunItems.keyText(next.route()), table, e);
        }
    }

    private static void absent(PutItemRequest.Builder put) {
        put.conditionExpression("attribute_not_exists(#key)")
                .expressionAttributeNames(Map.of("#key", Attribute.KEY));
    }

    private static void unchanged(PutItemRequest.Builder put, RunRecord seen) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":fence", Attribute.number(seen.fence()));
        seen.lease().ifPresent(lease -> values.put(":lease", Attribute.time(lease.until())));
        put.conditionExpression(
                        seen.lease().isPresent()
                                ? "#fence = :fence AND #lease = :lease"
                                : "#fence = :fence AND attribute_not_exists(#lease)")
                .expressionAttributeNames(
                        Map.of("#fence", RunItems.FENCE, "#lease", Attribute.LEASE_UNTIL))
                .expressionAttributeValues(values);
    }
}
