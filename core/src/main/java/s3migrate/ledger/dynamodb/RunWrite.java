package s3migrate.ledger.dynamodb;

import java.util.Map;
import s3migrate.ledger.RunLedger.Change;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// A change of a run's record or a range's, as DynamoDB is asked for it.
record RunWrite(String key, Map<String, AttributeValue> item, WriteCondition condition) {

    static RunWrite of(Change change, String writeId) {
        return switch (change) {
            case Change.OfRun(var seen, var next) ->
                    new RunWrite(
                            RunItems.keyText(next.route()),
                            RunItems.item(next, writeId),
                            seen.map(WriteCondition::unchanged).orElseGet(WriteCondition::absent));
            case Change.OfRange(var seen, var next) ->
                    new RunWrite(
                            RunItems.keyText(next.route(), next.number()),
                            RunItems.item(next, writeId),
                            WriteCondition.unchanged(seen));
            case Change.NewRange(var next) ->
                    new RunWrite(
                            RunItems.keyText(next.route(), next.number()),
                            RunItems.item(next, writeId),
                            WriteCondition.none());
        };
    }

    /// Together with others.
    TransactWriteItem inTransaction(String table) {
        var put = Put.builder().tableName(table).item(item);
        if (!condition.expression().isEmpty()) {
            put.conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.names());
        }
        if (!condition.values().isEmpty()) {
            put.expressionAttributeValues(condition.values());
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }
}
