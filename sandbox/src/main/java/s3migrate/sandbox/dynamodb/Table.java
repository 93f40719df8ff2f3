package s3migrate.sandbox.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import s3migrate.sandbox.dynamodb.AttributeValue.S;
import s3migrate.sandbox.json.AwsError;

/// One table's items. Each call is atomic.
final class Table {
    /// Names and values together (DynamoDB quotas).
    private static final int MAX_ITEM_BYTES = 400 * 1024;

    /// Of a partition key (DynamoDB quotas).
    private static final int MAX_KEY_BYTES = 2048;

    private final TableDefinition definition;
    private final Units units;
    private final NavigableMap<String, Map<String, AttributeValue>> items =
            new TreeMap<>(AttributeValue.UTF8);

    /// @param units what is written counts there
    Table(TableDefinition definition, Units units) {
        this.definition = definition;
        this.units = units;
    }

    TableDefinition definition() {
        return definition;
    }

    synchronized SortedMap<String, Map<String, AttributeValue>> snapshot() {
        return new TreeMap<>(items);
    }

    synchronized Optional<Map<String, AttributeValue>> find(String key) {
        return Optional.ofNullable(items.get(key));
    }

    /// The item's former attributes, none if it was absent.
    ///
    /// @param change what becomes of the item; an empty map removes it
    /// @throws AwsError if the condition does not hold; nothing is changed then
    synchronized Map<String, AttributeValue> write(
            String key, Guard guard, UnaryOperator<Map<String, AttributeValue>> change) {
        var former = items.getOrDefault(key, Map.of());
        var next = former;
        try {
            guard.check(former);
            next = change.apply(former);
            if (next.isEmpty()) items.remove(key);
            else items.put(key, checked(next));
            return former;
        } finally {
            // Refused or not.
            units.written(definition, former, next);
        }
    }

    /// An item that replaces another, if a condition holds of that.
    record Put(String key, Condition condition, Map<String, AttributeValue> item) {}

    /// Whether each condition held; everything is written if all did, else nothing.
    synchronized List<Boolean> writeAll(List<Put> puts) {
        var held =
                puts.stream()
                        .map(put -> put.condition().holds(items.getOrDefault(put.key(), Map.of())))
                        .toList();
        for (var put : puts) {
            var former = items.getOrDefault(put.key(), Map.of());
            units.prepared(former, put.item());
            units.written(definition, former, held.contains(false) ? former : put.item());
        }
        if (!held.contains(false)) {
            var checked = puts.stream().map(put -> checked(put.item())).toList();
            for (int i = 0; i < puts.size(); i++) items.put(puts.get(i).key(), checked.get(i));
        }
        return held;
    }

    /// The key of an item to be put.
    String keyOfItem(Map<String, AttributeValue> item) {
        var key = item.get(definition.partitionKey());
        if (key == null)
            throw AwsError.validation(
                    "One or more parameter values were invalid: Missing the key "
                            + definition.partitionKey()
                            + " in the item");
        if (!(key instanceof S))
            throw AwsError.validation(
                    "One or more parameter values were invalid: Type mismatch for key "
                            + definition.partitionKey()
                            + " expected: S actual: "
                            + key.getClass().getSimpleName());
        return keyOf(item);
    }

    /// The key that a request's `Key` names.
    String keyOf(Map<String, AttributeValue> attributes) {
        if (attributes.get(definition.partitionKey()) instanceof S(var key)) {
            if (key.isEmpty())
                throw AwsError.validation(
                        "One or more parameter values are not valid. The AttributeValue for a key"
                                + " attribute cannot contain an empty string value. Key: "
                                + definition.partitionKey());
            if (new S(key).bytes() > MAX_KEY_BYTES)
                throw AwsError.validation(
                        "One or more parameter values were invalid: Size of hashkey has exceeded"
                                + " the maximum size limit of 2048 bytes");
            return key;
        }
        throw AwsError.validation("The provided key element does not match the schema");
    }

    private Map<String, AttributeValue> checked(Map<String, AttributeValue> item) {
        if (AttributeValue.bytes(item) > MAX_ITEM_BYTES)
            throw AwsError.validation("Item size has exceeded the maximum allowed size");
        definition
                .index()
                .ifPresent(index -> {
                    checkIndexKey(item, index, index.partitionKey());
                    index.sortKey().ifPresent(key -> checkIndexKey(item, index, key));
                });
        return Map.copyOf(item);
    }

    private static void checkIndexKey(
            Map<String, AttributeValue> item, TableDefinition.Index index, String attribute) {
        var value = item.get(attribute);
        if (value != null && !(value instanceof S(var text) && !text.isEmpty()))
            throw AwsError.validation(
                    "One or more parameter values were invalid: Type mismatch for Index"
                            + " Key "
                            + attribute
                            + " IndexName: "
                            + index.name());
    }
}
