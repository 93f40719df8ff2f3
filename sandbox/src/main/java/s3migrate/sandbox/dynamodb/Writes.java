package s3migrate.sandbox.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Json;

/// PutItem, UpdateItem and DeleteItem.
final class Writes {
    private static final String CONDITION = "ConditionExpression";
    private static final String RETURN_VALUES = "ReturnValues";
    private static final String RETURN_FAILED = "ReturnValuesOnConditionCheckFailure";

    private final Tables tables;

    Writes(Tables tables) {
        this.tables = tables;
    }

    JsonNode put(JsonNode json) {
        var request = new Request(json, Set.of("Item", CONDITION, RETURN_VALUES, RETURN_FAILED));
        var table = tables.named(request.text("TableName"));
        var guard = Guard.of(request);
        var returned = request.choice(RETURN_VALUES, "NONE", "ALL_OLD");
        request.complete();
        var item = request.attributes("Item");
        var former = table.write(table.keyOfItem(item), guard, _ -> item);
        return answer(returned, former, item);
    }

    JsonNode update(JsonNode json) {
        var request =
                new Request(
                        json,
                        Set.of("Key", "UpdateExpression", CONDITION, RETURN_VALUES, RETURN_FAILED));
        var table = tables.named(request.text("TableName"));
        var guard = Guard.of(request);
        var update = request.update();
        var returned = request.choice(RETURN_VALUES, "NONE", "ALL_OLD", "ALL_NEW");
        request.complete();
        refuseKeyChange(update, table);
        var key = request.attributes("Key");
        // Only written under the table's lock, and read after it by this thread.
        var next = new TreeMap<String, AttributeValue>();
        var former =
                table.write(
                        table.keyOf(key),
                        guard,
                        item -> {
                            next.putAll(update.applyTo(item.isEmpty() ? key : item));
                            return next;
                        });
        return answer(returned, former, next);
    }

    JsonNode delete(JsonNode json) {
        var request = new Request(json, Set.of("Key", CONDITION, RETURN_VALUES, RETURN_FAILED));
        var table = tables.named(request.text("TableName"));
        var guard = Guard.of(request);
        var returned = request.choice(RETURN_VALUES, "NONE", "ALL_OLD");
        request.complete();
        var former = table.write(table.keyOf(request.attributes("Key")), guard, _ -> Map.of());
        return answer(returned, former, Map.of());
    }

    private static void refuseKeyChange(Update update, Table table) {
        var key = table.definition().partitionKey();
        if (update.actions().stream().anyMatch(action -> action.attribute().equals(key)))
            throw AwsError.validation(
                    "One or more parameter values were invalid: Cannot update attribute "
                            + key
                            + ". This attribute is part of the key");
    }

    private static JsonNode answer(
            String returned, Map<String, AttributeValue> former, Map<String, AttributeValue> next) {
        var shown =
                switch (returned) {
                    case "ALL_OLD" -> former;
                    case "ALL_NEW" -> next;
                    default -> Map.<String, AttributeValue>of();
                };
        var answer = Json.object();
        if (!shown.isEmpty()) answer.set("Attributes", AttributeJson.write(shown));
        return answer;
    }
}
