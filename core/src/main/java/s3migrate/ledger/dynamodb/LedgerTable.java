package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The table of the ledger, one item at a time. Fails with a `LedgerException`. Serves many
/// threads.
record LedgerTable(DynamoDbClient client, String name) {

    /// The item under a key; reads are consistent.
    ///
    /// @param what an item must be to be read, as a message says it
    /// @param reading throws an IllegalArgumentException where somebody else wrote the item
    <T> Optional<T> find(
            String key, String what, Function<Map<String, AttributeValue>, T> reading) {
        try {
            var answer =
                    client.getItem(request ->
                            request.tableName(name)
                                    .key(Map.of(Attribute.KEY, Attribute.text(key)))
                                    .consistentRead(true));
            return Optional.of(answer.item())
                    .filter(item -> !item.isEmpty())
                    .map(item -> LedgerErrors.readable(key, name, what, item, reading));
        } catch (SdkException e) {
            throw LedgerErrors.of("get " + key, name, e);
        }
    }

    /// Writes an item, which names its write, in place of one of which the condition holds.
    ///
    /// @return false if it does not hold: nothing was written
    boolean put(Map<String, AttributeValue> item, WriteCondition condition) {
        try {
            client.putItem(request(item, condition));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a write whose answer was lost; it then stands in its own way.
            return Attribute.needed(item, Attribute.WRITE_ID)
                    .equals(e.item().get(Attribute.WRITE_ID));
        } catch (SdkException e) {
            throw LedgerErrors.of("put " + Attribute.text(item, Attribute.KEY), name, e);
        }
    }

    private PutItemRequest request(Map<String, AttributeValue> item, WriteCondition condition) {
        var put =
                PutItemRequest.builder()
                        .tableName(name)
                        .item(item)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!condition.expression().isEmpty()) {
            put.conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.names());
        }
        if (!condition.values().isEmpty()) {
            // DynamoDB refuses an empty map.
            put.expressionAttributeValues(condition.values());
        }
        return put.build();
    }
}
