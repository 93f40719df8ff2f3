package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.dynamodb.TestTable.key;
import static s3migrate.sandbox.dynamodb.TestTable.n;
import static s3migrate.sandbox.dynamodb.TestTable.refuses;
import static s3migrate.sandbox.dynamodb.TestTable.s;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Puts, updates and deletes, with conditions, as DynamoDB makes them.
abstract class WritesContract {
    TestTable table;

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
    void aConditionalPutWinsOnce() {
        table.putIfAbsent("a", "first");
        assertThatThrownBy(() -> table.putIfAbsent("a", "second"))
                .isInstanceOf(ConditionalCheckFailedException.class)
                .satisfies(e ->
                        assertThat(((ConditionalCheckFailedException) e).item())
                                .containsEntry("owner", s("first")));
        assertThat(table.get("a")).containsEntry("owner", s("first"));
    }

    @Test
    void aTransactionIsWrittenAsAWholeOrNotAtAll() {
        table.putInTransaction("a", "b");
        assertThatThrownBy(() -> table.putInTransaction("c", "b", "d"))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e ->
                                assertThat(e.cancellationReasons())
                                        .extracting(CancellationReason::code)
                                        .containsExactly("None", "ConditionalCheckFailed", "None"));
        assertThat(table.get("a")).isNotEmpty();
        assertThat(table.get("c")).isEmpty();
        assertThat(table.get("d")).isEmpty();
    }

    @Test
    void aTransactionTakesAnItemOnce() {
        refuses("multiple operations on one item", () -> table.putInTransaction("a", "a"));
    }

    @Test
    void aRepeatedTransactionIsDoneOnce() {
        var request = TestTable.transaction("a").toBuilder().clientRequestToken("t").build();
        table.dynamo().transactWriteItems(request);
        table.dynamo().transactWriteItems(request);
        assertThatThrownBy(() -> table.putInTransaction("a"))
                .isInstanceOf(TransactionCanceledException.class);
    }

    @Test
    void ofManyRacersOneWins() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racers =
                    IntStream.range(0, 32)
                            .<Callable<Boolean>>mapToObj(i ->
                                    () -> {
                                        try {
                                            table.putIfAbsent("a", "racer" + i);
                                            return true;
                                        } catch (ConditionalCheckFailedException lost) {
                                            return false;
                                        }
                                    })
                            .toList();
            long winners = 0;
            for (var racer : threads.invokeAll(racers)) if (racer.get()) winners++;
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void updatesSetRemoveAndAdd() {
        table.put(Map.of("pk", s("a"), "old", s("x"), "tries", n("2")));
        var after =
                table.update(r ->
                        r.updateExpression(
                                        "SET #s = :s, #g = if_not_exists(#g, :zero) + :one"
                                                + " REMOVE #old ADD #tries :one, #parts :part")
                                .expressionAttributeNames(
                                        Map.of(
                                                "#s",
                                                "state",
                                                "#g",
                                                "generation",
                                                "#old",
                                                "old",
                                                "#tries",
                                                "tries",
                                                "#parts",
                                                "parts"))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":s",
                                                s("COPYING"),
                                                ":zero",
                                                n("0"),
                                                ":one",
                                                n("1"),
                                                ":part",
                                                AttributeValue.fromSs(List.of("1")))));
        assertThat(after)
                .isEqualTo(
                        Map.of(
                                "pk",
                                s("a"),
                                "state",
                                s("COPYING"),
                                "generation",
                                n("1"),
                                "tries",
                                n("3"),
                                "parts",
                                AttributeValue.fromSs(List.of("1"))));
        assertThat(
                        table.update(r ->
                                r.updateExpression("SET #g = #g + :one ADD #parts :part")
                                        .expressionAttributeNames(
                                                Map.of("#g", "generation", "#parts", "parts"))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":one",
                                                        n("1"),
                                                        ":part",
                                                        AttributeValue.fromSs(List.of("2", "1"))))))
                .containsEntry("generation", n("2"))
                .containsEntry("parts", AttributeValue.fromSs(List.of("1", "2")));
    }

    @Test
    void aConditionalUpdateChangesNothingWhenItFails() {
        table.put(Map.of("pk", s("a"), "generation", n("3"), "lease", n("100")));
        String takeOver = "#g = :g AND (attribute_not_exists(#lease) OR #lease < :now)";
        assertThatThrownBy(() -> take(takeOver, "3", "100"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThatThrownBy(() -> take(takeOver, "4", "101"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(take(takeOver, "3", "101")).containsEntry("generation", n("4"));
    }

    @Test
    void deletesOnlyIfTheConditionHolds() {
        table.put(Map.of("pk", s("a"), "owner", s("me")));
        assertThatThrownBy(() -> deleteOwnedBy("you"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(deleteOwnedBy("me")).containsEntry("owner", s("me"));
        assertThat(table.get("a")).isEmpty();
    }

    private Map<String, AttributeValue> take(String condition, String generation, String now) {
        return table.update(r ->
                r.updateExpression("ADD #g :one")
                        .conditionExpression(condition)
                        .expressionAttributeNames(Map.of("#g", "generation", "#lease", "lease"))
                        .expressionAttributeValues(
                                Map.of(":g", n(generation), ":now", n(now), ":one", n("1"))));
    }

    private Map<String, AttributeValue> deleteOwnedBy(String owner) {
        return table.dynamo()
                .deleteItem(r ->
                        r.tableName(TestTable.NAME)
                                .key(key("a"))
                                .conditionExpression("#o = :o")
                                .expressionAttributeNames(Map.of("#o", "owner"))
                                .expressionAttributeValues(Map.of(":o", s(owner)))
                                .returnValues(ReturnValue.ALL_OLD))
                .attributes();
    }
}
