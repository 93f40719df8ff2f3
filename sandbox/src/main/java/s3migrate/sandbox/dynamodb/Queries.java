package s3migrate.sandbox.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import s3migrate.sandbox.dynamodb.AttributeValue.S;
import s3migrate.sandbox.dynamodb.Condition.And;
import s3migrate.sandbox.dynamodb.Condition.Compared;
import s3migrate.sandbox.dynamodb.Condition.Equal;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Json;

/// Query, on the table or on its index. A page ends at the limit or at 1 MiB; like DynamoDB's, a
/// page that ends at the limit names a LastEvaluatedKey even if nothing follows.
final class Queries {
    private static final int MAX_PAGE_BYTES = 1024 * 1024;

    private final Tables tables;

    Queries(Tables tables) {
        this.tables = tables;
    }

    /// The key attributes of what is queried: the table itself has no sort key.
    private record Keys(String partition, Optional<String> sort) {}

    JsonNode query(JsonNode json) {
        var request =
                new Request(
                        json,
                        Set.of(
                                "IndexName",
                                "KeyConditionExpression",
                                "Limit",
                                "ExclusiveStartKey",
                                "ConsistentRead",
                                "ScanIndexForward"));
        var table = tables.named(request.text("TableName"));
        var keys = keys(request, table);
        var condition = request.condition("KeyConditionExpression");
        refuseOtherThanKeys(condition, keys);
        request.complete();
        var order = order(table, keys, request.flag("ScanIndexForward", true));
        var start = request.attributes("ExclusiveStartKey");
        var matching =
                table.snapshot().values().stream()
                        .filter(item -> keys.sort().map(item::containsKey).orElse(true))
                        .filter(condition::holds)
                        .filter(item -> start.isEmpty() || order.compare(item, start) > 0)
                        .sorted(order)
                        .toList();
        return page(matching, request.number("Limit", Integer.MAX_VALUE), table, keys);
    }

    private static Keys keys(Request request, Table table) {
        if (!request.has("IndexName"))
            return new Keys(table.definition().partitionKey(), Optional.empty());
        var name = request.text("IndexName");
        var index =
                table.definition()
                        .index()
                        .filter(found -> found.name().equals(name))
                        .orElseThrow(() ->
                                AwsError.validation(
                                        "The table does not have the specified index: " + name));
        if (request.flag("ConsistentRead", false))
            throw AwsError.validation(
                    "Consistent reads are not supported on global secondary indexes");
        return new Keys(index.partitionKey(), index.sortKey());
    }

    private static void refuseOtherThanKeys(Condition condition, Keys keys) {
        boolean known =
                switch (condition) {
                    case And(var left, var right) -> onPartition(left, keys) && onSort(right, keys);
                    default -> onPartition(condition, keys);
                };
        if (!known)
            throw AwsError.validation(
                    "Query condition missed key schema element: "
                            + keys.partition()
                            + ", or its form is not in this sandbox");
    }

    private static boolean onPartition(Condition condition, Keys keys) {
        return condition instanceof Equal(var name, S _) && name.equals(keys.partition());
    }

    private static boolean onSort(Condition condition, Keys keys) {
        return switch (condition) {
            case Equal(var name, S _) -> keys.sort().filter(name::equals).isPresent();
            case Compared(var name, _, S _) -> keys.sort().filter(name::equals).isPresent();
            default -> false;
        };
    }

    private static Comparator<Map<String, AttributeValue>> order(
            Table table, Keys keys, boolean forward) {
        Comparator<Map<String, AttributeValue>> byKey =
                Comparator.comparing(table::keyOf, AttributeValue.UTF8);
        var order =
                keys.sort()
                        .map(sort ->
                                Comparator.comparing(text(sort), AttributeValue.UTF8)
                                        .thenComparing(byKey))
                        .orElse(byKey);
        return forward ? order : order.reversed();
    }

    private static Function<Map<String, AttributeValue>, String> text(String name) {
        return item -> item.get(name) instanceof S(var value) ? value : "";
    }

    private static JsonNode page(
            List<Map<String, AttributeValue>> matching, int limit, Table table, Keys keys) {
        var page = new ArrayList<Map<String, AttributeValue>>();
        int bytes = 0;
        for (var item : matching) {
            if (page.size() == limit || bytes >= MAX_PAGE_BYTES) break;
            page.add(item);
            bytes += AttributeValue.bytes(item);
        }
        var answer = Json.object().put("Count", page.size()).put("ScannedCount", page.size());
        var items = answer.putArray("Items");
        page.forEach(item -> items.add(AttributeJson.write(item)));
        if (page.size() == limit || page.size() < matching.size())
            answer.set(
                    "LastEvaluatedKey",
                    AttributeJson.write(keyAttributes(page.getLast(), table, keys)));
        return answer;
    }

    private static Map<String, AttributeValue> keyAttributes(
            Map<String, AttributeValue> item, Table table, Keys keys) {
        var key = new TreeMap<>(item);
        key.keySet()
                .removeIf(name ->
                        !name.equals(table.definition().partitionKey())
                                && !name.equals(keys.partition())
                                && keys.sort().filter(name::equals).isEmpty());
        return key;
    }
}
