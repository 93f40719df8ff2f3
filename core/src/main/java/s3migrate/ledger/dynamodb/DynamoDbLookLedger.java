package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.LookLedger;
import s3migrate.ledger.LookRecord;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Looks at routes, as one item each in the table of the ledger; `docs/contracts.md` says what is
/// in them. Serves many threads.
public final class DynamoDbLookLedger implements LookLedger {

    private final DynamoDbClient client;
    private final String table;

    /// The client stays the caller's.
    public DynamoDbLookLedger(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<LookRecord> find(String route) {
        try {
            var answer =
                    client.getItem(request ->
                            request.tableName(table)
                                    .key(LookItems.key(route))
                                    .consistentRead(true));
            return Optional.of(answer.item()).filter(item -> !item.isEmpty()).map(LookItems::look);
        } catch (SdkException e) {
            throw LedgerErrors.of("get " + LookItems.keyText(route), table, e);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    "get %s in table %s: not a look at a route: %s"
                            .formatted(LookItems.keyText(route), table, e.getMessage()),
                    e);
        }
    }

    @Override
    public boolean replace(Optional<LookRecord> seen, LookRecord next) {
        var writeId = UUID.randomUUID().toString();
        var condition = seen.map(DynamoDbLookLedger::unchanged).orElseGet(WriteCondition::absent);
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(LookItems.item(next, writeId))
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!condition.values().isEmpty()) {
            // DynamoDB refuses an empty map.
            put.expressionAttributeValues(condition.values());
        }
        try {
            client.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a write whose answer was lost; it then stands in its own way.
            return EntryItems.isFrom(writeId, e.item());
        } catch (SdkException e) {
            throw LedgerErrors.of("put " + LookItems.keyText(next.route()), table, e);
        }
    }

    private static WriteCondition unchanged(LookRecord seen) {
        return new WriteCondition(
                "#version = :version",
                Map.of("#version", LookItems.VERSION),
                Map.of(":version", Attribute.number(seen.version())));
    }
}
