package s3migrate.sandbox.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Json;

/// TransactWriteItems, with puts into one table. A client's token makes a repeated call succeed
/// without being done again, for as long as the server lives.
final class Transactions {
    /// DynamoDB quotas.
    private static final int MAX_ITEMS = 100;

    private static final Set<String> FIELDS = Set.of("Item", "ConditionExpression");

    private final Tables tables;
    private final Set<String> done = new HashSet<>();

    Transactions(Tables tables) {
        this.tables = tables;
    }

    synchronized JsonNode write(JsonNode json) {
        var items = json.path("TransactItems");
        if (items.isEmpty() || items.size() > MAX_ITEMS)
            throw AwsError.validation("TransactWriteItems takes 1 to 100 items");
        var token = json.path("ClientRequestToken").asText();
        if (!token.isEmpty() && done.contains(token)) return Json.object();
        var puts = new ArrayList<Table.Put>();
        var table = tables.named(items.path(0).path("Put").path("TableName").asText());
        for (var item : items) puts.add(put(item, table));
        refuseDoubles(puts);
        var held = table.writeAll(puts);
        if (held.contains(false)) throw cancelled(held);
        done.add(token);
        return Json.object();
    }

    private static Table.Put put(JsonNode action, Table table) {
        if (!action.has("Put") || action.size() != 1)
            throw AwsError.validation("not in this sandbox: a transaction of other than puts");
        var request = new Request(action.path("Put"), FIELDS);
        if (!request.text("TableName").equals(table.definition().name()))
            throw AwsError.validation("not in this sandbox: a transaction on two tables");
        var condition = request.condition("ConditionExpression");
        request.complete();
        var item = request.attributes("Item");
        return new Table.Put(table.keyOfItem(item), condition, item);
    }

    private static void refuseDoubles(List<Table.Put> puts) {
        if (puts.stream().map(Table.Put::key).distinct().count() < puts.size())
            throw AwsError.validation(
                    "Transaction request cannot include multiple operations on one item");
    }

    private static AwsError cancelled(List<Boolean> held) {
        var codes = held.stream().map(holds -> holds ? "None" : "ConditionalCheckFailed").toList();
        var reasons = Json.object().putArray("CancellationReasons");
        codes.forEach(code -> reasons.addObject().put("Code", code));
        return AwsError.client(
                        "TransactionCanceledException",
                        "Transaction cancelled, please refer cancellation reasons for specific"
                                + " reasons ["
                                + String.join(", ", codes)
                                + "]")
                .with("CancellationReasons", reasons);
    }
}
