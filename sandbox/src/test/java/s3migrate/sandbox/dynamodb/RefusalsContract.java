package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.dynamodb.TestTable.key;
import static s3migrate.sandbox.dynamodb.TestTable.n;
import static s3migrate.sandbox.dynamodb.TestTable.refuses;
import static s3migrate.sandbox.dynamodb.TestTable.s;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// What DynamoDB refuses, and how it says so.
abstract class RefusalsContract {
    private TestTable table;

    /// An empty table.
    abstract TestTable open();

    @BeforeEach
    void start() {
        table = open();
    }

    @AfterEach
    void stop() {
        table.close();
    }

    @Test
    void refusesPlaceholdersNotDefinedOrNotUsed() {
        refuses("attribute value: :x", () -> putIf("#o = :x"));
        refuses(
                "ExpressionAttributeValues unused in expressions: keys: {:o}",
                () -> putIf("attribute_not_exists(#o)"));
    }

    @Test
    void refusesItemsOver400KiBAndBadKeys() {
        var room = 400 * 1024 - "pk".length() - "a".length() - "text".length();
        table.put(Map.of("pk", s("a"), "text", s("x".repeat(room))));
        refuses(
                "Item size has exceeded the maximum allowed size",
                () -> table.put(Map.of("pk", s("a"), "text", s("x".repeat(room + 1)))));
        refuses("empty string value. Key: pk", () -> table.put(key("")));
        refuses("Type mismatch for key", () -> table.put(Map.of("pk", n("1"))));
        refuses("Index Key", () -> table.put(Map.of("pk", s("a"), "shard", n("1"))));
    }

    @Test
    void refusesToUpdateTheKey() {
        refuses(
                "Cannot update attribute pk",
                () ->
                        table.update(r ->
                                r.updateExpression("SET #k = :k")
                                        .expressionAttributeNames(Map.of("#k", "pk"))
                                        .expressionAttributeValues(Map.of(":k", s("b")))));
    }

    @Test
    void aMissingTableIsSaidSo() {
        assertThatThrownBy(() -> table.dynamo().getItem(r -> r.tableName("absent").key(key("a"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void putIf(String condition) {
        table.dynamo()
                .putItem(r ->
                        r.tableName(TestTable.NAME)
                                .item(key("a"))
                                .conditionExpression(condition)
                                .expressionAttributeNames(Map.of("#o", "owner"))
                                .expressionAttributeValues(Map.of(":o", s("x"))));
    }
}
