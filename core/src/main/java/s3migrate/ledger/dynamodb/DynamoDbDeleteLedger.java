package s3migrate.ledger.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import s3migrate.ledger.DeleteCount;
import s3migrate.ledger.DeleteLedger;
import s3migrate.ledger.LedgerException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

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

    private final DynamoDbClient client;
    private final String table;

    /// The client stays the caller's.
    public DynamoDbDeleteLedger(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<DeleteCount> find(String route) {
        try {
            var answer =
                    client.getItem(request ->
                            request.tableName(table).key(key(route)).consistentRead(true));
            return Optional.of(answer.item())
                    .filter(item -> !item.isEmpty())
                    .map(item ->
                            new DeleteCount(
                                    route,
                                    Instant.ofEpochMilli(number(route, item, SINCE)),
                                    number(route, item, COUNT)));
        } catch (SdkException e) {
            throw LedgerErrors.of("get " + keyText(route), table, e);
        }
    }

    @Override
    public boolean replace(Optional<DeleteCount> seen, DeleteCount next) {
        var writeId = UUID.randomUUID().toString();
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(
                                Map.of(
                                        Attribute.KEY,
                                        Attribute.text(keyText(next.route())),
                                        SINCE,
                                        Attribute.time(next.since()),
                                        COUNT,
                                        Attribute.number(next.count()),
                                        Attribute.WRITE_ID,
                                        Attribute.text(writeId)))
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        seen.ifPresentOrElse(count -> unchanged(put, count), () -> absent(put));
        try {
            client.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a write whose answer was lost; it then stands in its own way.
            return EntryItems.isFrom(writeId, e.item());
        } catch (SdkException e) {
            throw LedgerErrors.of("put " + keyText(next.route()), table, e);
        }
    }

    private static void absent(PutItemRequest.Builder put) {
        put.conditionExpression("attribute_not_exists(#key)")
                .expressionAttributeNames(Map.of("#key", Attribute.KEY));
    }

    private static void unchanged(PutItemRequest.Builder put, DeleteCount seen) {
        put.conditionExpression("#since = :since AND #count = :count")
                .expressionAttributeNames(Map.of("#since", SINCE, "#count", COUNT))
                .expressionAttributeValues(
                        Map.of(
                                ":since", Attribute.time(seen.since()),
                                ":count", Attribute.number(seen.count())));
    }

    private static String keyText(String route) {
        return "#deletes/" + route;
    }

    private static Map<String, AttributeValue> key(String route) {
        return Map.of(Attribute.KEY, Attribute.text(keyText(route)));
    }

    private long number(String route, Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .map(AttributeValue::n)
                .map(Long::parseLong)
                .orElseThrow(() ->
                        new LedgerException(
                                "get %s in table %s: not a count of deletes: %s is no number"
                                        .formatted(keyText(route), table, name)));
    }
}
