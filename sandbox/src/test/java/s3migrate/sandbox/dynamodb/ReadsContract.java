package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.sandbox.dynamodb.TestTable.key;
import static s3migrate.sandbox.dynamodb.TestTable.n;
import static s3migrate.sandbox.dynamodb.TestTable.refuses;
import static s3migrate.sandbox.dynamodb.TestTable.s;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Single, batched and queried items, as DynamoDB reads them.
abstract class ReadsContract {
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
    void keepsEveryTypeAsItWas() {
        var item =
                Map.of(
                        "pk", s("a"),
                        "n", n("12.5"),
                        "b", AttributeValue.fromBool(true),
                        "null", AttributeValue.fromNul(true),
                        "ss", AttributeValue.fromSs(List.of("x", "y")),
                        "l", AttributeValue.fromL(List.of(s("1"), n("2"))),
                        "m", AttributeValue.fromM(Map.of("inner", s("v"))));
        table.put(item);
        assertThat(
                        table.dynamo()
                                .getItem(r ->
                                        r.tableName(TestTable.NAME)
                                                .key(key("a"))
                                                .consistentRead(true))
                                .item())
                .isEqualTo(item);
    }

    @Test
    void anAbsentItemIsNoItem() {
        assertThat(table.dynamo().getItem(r -> r.tableName(TestTable.NAME).key(key("a"))).hasItem())
                .isFalse();
    }

    @Test
    void batchGetTakesAHundredKeys() {
        var keys = IntStream.range(0, 101).mapToObj(i -> key("k" + i)).toList();
        assertThat(batchGet(keys.subList(0, 100)).unprocessedKeys()).isEmpty();
        refuses("Too many items requested for the BatchGetItem call", () -> batchGet(keys));
        refuses("duplicates", () -> batchGet(List.of(key("a"), key("a"))));
    }

    @Test
    void queriesTheSparseIndexInOrderPageByPage() {
        for (int i = 0; i < 7; i++)
            table.put(Map.of("pk", s("k" + i), "shard", s("COPYING#1"), "since", s("t" + (9 - i))));
        table.put(Map.of("pk", s("done")));
        table.put(Map.of("pk", s("other"), "shard", s("FAILED#1"), "since", s("t0")));
        var pages =
                table
                        .dynamo()
                        .queryPaginator(r ->
                                r.tableName(TestTable.NAME)
                                        .indexName("running")
                                        .keyConditionExpression("#s = :s")
                                        .expressionAttributeNames(Map.of("#s", "shard"))
                                        .expressionAttributeValues(Map.of(":s", s("COPYING#1")))
                                        .limit(3))
                        .stream()
                        .map(page -> page.items().stream().map(item -> item.get("pk")).toList())
                        .toList();
        assertThat(pages)
                .containsExactly(
                        List.of(s("k6"), s("k5"), s("k4")),
                        List.of(s("k3"), s("k2"), s("k1")),
                        List.of(s("k0")));
    }

    @Test
    void queriesTheTableByItsKey() {
        table.put(key("a"));
        table.put(key("b"));
        assertThat(
                        table.dynamo()
                                .query(r ->
                                        r.tableName(TestTable.NAME)
                                                .keyConditionExpression("#k = :k")
                                                .expressionAttributeNames(Map.of("#k", "pk"))
                                                .expressionAttributeValues(Map.of(":k", s("a"))))
                                .items())
                .containsExactly(key("a"));
    }

    private BatchGetItemResponse batchGet(List<Map<String, AttributeValue>> keys) {
        return batchGet(table, keys);
    }

    static BatchGetItemResponse batchGet(TestTable table, List<Map<String, AttributeValue>> keys) {
        return table.dynamo()
                .batchGetItem(r ->
                        r.requestItems(
                                Map.of(
                                        TestTable.NAME,
                                        KeysAndAttributes.builder()
                                                .keys(keys)
                                                .consistentRead(true)
                                                .build())));
    }
}
