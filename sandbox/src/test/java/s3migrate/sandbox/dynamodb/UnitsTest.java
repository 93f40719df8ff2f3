package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.sandbox.dynamodb.TestTable.key;
import static s3migrate.sandbox.dynamodb.TestTable.s;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// What is counted is what DynamoDB bills on demand.
class UnitsTest {
    private final StubTable table = new StubTable();

    @AfterEach
    void stop() {
        table.close();
    }

    @Test
    void aConsistentReadOfUpTo4KiBIsOneUnitAndAnotherHalfOfIt() {
        table.put(item(4_000));
        table.put(Map.of("pk", s("larger"), "text", s("x".repeat(4_200))));
        assertThat(read("a", true)).isEqualTo(1);
        assertThat(read("a", false)).isEqualTo(0.5);
        assertThat(read("absent", true)).isEqualTo(1);
        assertThat(read("larger", true)).isEqualTo(2);
    }

    @Test
    void eachKeyOfABatchIsRead() {
        var keys =
                KeysAndAttributes.builder()
                        .keys(List.of(key("a"), key("b")))
                        .consistentRead(true)
                        .build();
        table.dynamo().batchGetItem(r -> r.requestItems(Map.of(TestTable.NAME, keys)));
        assertThat(units().read()).isEqualTo(2);
    }

    @Test
    void aWriteCountsByTheLargerOfTheItemsBeforeAndAfter() {
        assertThat(written(() -> table.put(item(2_000)))).isEqualTo(2);
        assertThat(written(() -> table.put(item(10)))).isEqualTo(2);
        assertThat(written(() -> table.put(item(10)))).isEqualTo(1);
    }

    @Test
    void aWriteThatIsRefusedCountsToo() {
        table.putIfAbsent("a", "me");
        assertThat(
                        written(() -> {
                            try {
                                table.putIfAbsent("a", "you");
                            } catch (ConditionalCheckFailedException _) {
                                // Counted all the same.
                            }
                        }))
                .isEqualTo(1);
    }

    @Test
    void anItemThatEntersOrLeavesTheIndexIsAnotherWrite() {
        var indexed = Map.of("pk", s("a"), "shard", s("1"), "since", s("now"));
        assertThat(written(() -> table.put(indexed))).isEqualTo(2);
        assertThat(written(() -> table.put(indexed))).isEqualTo(1);
        assertThat(written(() -> table.put(key("a")))).isEqualTo(2);
    }

    @Test
    void aTransactionWritesTwice() {
        assertThat(written(() -> table.putInTransaction("a", "b"))).isEqualTo(4);
    }

    private static Map<String, AttributeValue> item(int bytes) {
        return Map.of("pk", s("a"), "text", s("x".repeat(bytes - "pkatext".length())));
    }

    private double read(String key, boolean consistent) {
        var before = units();
        table.dynamo()
                .getItem(r -> r.tableName(TestTable.NAME).key(key(key)).consistentRead(consistent));
        return units().since(before).read();
    }

    private long written(Runnable work) {
        var before = units();
        work.run();
        return units().since(before).written();
    }

    private RequestUnits units() {
        return table.server().units();
    }
}
