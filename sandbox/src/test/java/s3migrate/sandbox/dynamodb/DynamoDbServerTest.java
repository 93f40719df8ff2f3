package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Clients;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class DynamoDbServerTest {
    private static final String TABLE = "ledger";

    private final DynamoDbServer server =
            DynamoDbServer.start(
                    0,
                    AccessKeys.of(Clients.KNOWN),
                    TableDefinition.of(TABLE, "pk").withIndex("running", "shard", "since"));
    private final DynamoDbClient dynamo = Clients.of(DynamoDbClient.builder(), server.uri());

    @AfterEach
    void stop() {
        dynamo.close();
        server.close();
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
        put(item);
        assertThat(
                        dynamo.getItem(r -> r.tableName(TABLE).key(key("a")).consistentRead(true))
                                .item())
                .isEqualTo(item);
        assertThat(server.items(TABLE)).containsOnlyKeys("a");
    }

    @Test
    void anAbsentItemIsNoItem() {
        assertThat(dynamo.getItem(r -> r.tableName(TABLE).key(key("a"))).hasItem()).isFalse();
    }

    @Test
    void aConditionalPutWinsOnce() {
        putIfAbsent("a", "first");
        assertThatThrownBy(() -> putIfAbsent("a", "second"))
                .isInstanceOf(ConditionalCheckFailedException.class)
                .satisfies(e ->
                        assertThat(((ConditionalCheckFailedException) e).item())
                                .containsEntry("owner", s("first")));
        assertThat(owner("a")).isEqualTo("first");
    }

    @Test
    void ofManyRacersOneWins() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racers =
                    IntStream.range(0, 32)
                            .<Callable<Boolean>>mapToObj(i ->
                                    () -> {
                                        try {
                                            putIfAbsent("a", "racer" + i);
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
        put(Map.of("pk", s("a"), "old", s("x"), "tries", n("2")));
        var after =
                update(r ->
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
                        update(r ->
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
        put(Map.of("pk", s("a"), "generation", n("3"), "lease", n("100")));
        String takeOver = "#g = :g AND (attribute_not_exists(#lease) OR #lease < :now)";
        assertThatThrownBy(() -> take(takeOver, "3", "100"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThatThrownBy(() -> take(takeOver, "4", "101"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(take(takeOver, "3", "101")).containsEntry("generation", n("4"));
    }

    private Map<String, AttributeValue> take(String condition, String generation, String now) {
        return update(r ->
                r.updateExpression("ADD #g :one")
                        .conditionExpression(condition)
                        .expressionAttributeNames(Map.of("#g", "generation", "#lease", "lease"))
                        .expressionAttributeValues(
                                Map.of(":g", n(generation), ":now", n(now), ":one", n("1"))));
    }

    @Test
    void deletesOnlyIfTheConditionHolds() {
        put(Map.of("pk", s("a"), "owner", s("me")));
        assertThatThrownBy(() -> deleteOwnedBy("you"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(deleteOwnedBy("me")).containsEntry("owner", s("me"));
        assertThat(server.items(TABLE)).isEmpty();
    }

    private Map<String, AttributeValue> deleteOwnedBy(String owner) {
        return dynamo.deleteItem(r ->
                        r.tableName(TABLE)
                                .key(key("a"))
                                .conditionExpression("#o = :o")
                                .expressionAttributeNames(Map.of("#o", "owner"))
                                .expressionAttributeValues(Map.of(":o", s(owner)))
                                .returnValues(ReturnValue.ALL_OLD))
                .attributes();
    }

    @Test
    void batchGetHandsBackWhatItDidNotRead() {
        for (int i = 0; i < 5; i++) put(key("k" + i));
        server.answerAtMost(2);
        var keys = IntStream.range(0, 4).mapToObj(i -> key("k" + i)).toList();
        var answer = batchGet(keys);
        assertThat(answer.responses().get(TABLE)).hasSize(2);
        assertThat(answer.unprocessedKeys().get(TABLE))
                .extracting(KeysAndAttributes::keys)
                .isEqualTo(List.of(key("k2"), key("k3")));
    }

    @Test
    void batchGetTakesAHundredKeys() {
        var keys = IntStream.range(0, 101).mapToObj(i -> key("k" + i)).toList();
        assertThat(batchGet(keys.subList(0, 100)).unprocessedKeys()).isEmpty();
        refuses("BatchGetItem takes 1 to 100 keys, not 101", () -> batchGet(keys));
        refuses("duplicates", () -> batchGet(List.of(key("a"), key("a"))));
    }

    private BatchGetItemResponse batchGet(List<Map<String, AttributeValue>> keys) {
        return dynamo.batchGetItem(r ->
                r.requestItems(
                        Map.of(
                                TABLE,
                                KeysAndAttributes.builder()
                                        .keys(keys)
                                        .consistentRead(true)
                                        .build())));
    }

    @Test
    void queriesTheSparseIndexInOrderPageByPage() {
        for (int i = 0; i < 7; i++)
            put(Map.of("pk", s("k" + i), "shard", s("COPYING#1"), "since", s("t" + (9 - i))));
        put(Map.of("pk", s("done")));
        put(Map.of("pk", s("other"), "shard", s("FAILED#1"), "since", s("t0")));
        var pages =
                dynamo
                        .queryPaginator(r ->
                                r.tableName(TABLE)
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
        put(key("a"));
        put(key("b"));
        assertThat(
                        dynamo.query(r ->
                                        r.tableName(TABLE)
                                                .keyConditionExpression("#k = :k")
                                                .expressionAttributeNames(Map.of("#k", "pk"))
                                                .expressionAttributeValues(Map.of(":k", s("a"))))
                                .items())
                .containsExactly(key("a"));
    }

    @Test
    void refusesScanByName() {
        refuses("not in this sandbox: Scan", () -> dynamo.scan(r -> r.tableName(TABLE)));
    }

    @Test
    void refusesExpressionsItDoesNotKnowByName() {
        refuses("\"begins_with\"", () -> putIf("begins_with(#o, :o)"));
        refuses("\"NOT\"", () -> putIf("NOT #o = :o"));
        refuses("\"<>\"", () -> putIf("#o <> :o"));
        refuses("\"owner\"", () -> putIf("owner = :o"));
        refuses("\"AND\"", () -> putIf("#o = :o AND AND #o = :o"));
        refuses("the end of the expression", () -> putIf("(#o = :o"));
        refuses(
                "\"DELETE\"",
                () ->
                        update(r ->
                                r.updateExpression("DELETE #o :o")
                                        .expressionAttributeNames(Map.of("#o", "owner"))
                                        .expressionAttributeValues(Map.of(":o", s("x")))));
    }

    private void putIf(String condition) {
        dynamo.putItem(r ->
                r.tableName(TABLE)
                        .item(key("a"))
                        .conditionExpression(condition)
                        .expressionAttributeNames(Map.of("#o", "owner"))
                        .expressionAttributeValues(Map.of(":o", s("x"))));
    }

    @Test
    void refusesPlaceholdersNotDefinedOrNotUsed() {
        refuses("attribute value: :x", () -> putIf("#o = :x"));
        refuses("unused in expressions: keys: [:o]", () -> putIf("attribute_not_exists(#o)"));
    }

    @Test
    void refusesItemsOver400KiBAndBadKeys() {
        var room = 400 * 1024 - "pk".length() - "a".length() - "text".length();
        put(Map.of("pk", s("a"), "text", s("x".repeat(room))));
        refuses(
                "Item size has exceeded the maximum allowed size",
                () -> put(Map.of("pk", s("a"), "text", s("x".repeat(room + 1)))));
        refuses("empty string value. Key: pk", () -> put(key("")));
        refuses("does not match the schema", () -> put(Map.of("pk", n("1"))));
        refuses("Index Key shard", () -> put(Map.of("pk", s("a"), "shard", n("1"))));
    }

    @Test
    void refusesToUpdateTheKey() {
        refuses(
                "Cannot update attribute pk",
                () ->
                        update(r ->
                                r.updateExpression("SET #k = :k")
                                        .expressionAttributeNames(Map.of("#k", "pk"))
                                        .expressionAttributeValues(Map.of(":k", s("b")))));
    }

    @Test
    void aMissingTableIsSaidSo() {
        assertThatThrownBy(() -> dynamo.getItem(r -> r.tableName("absent").key(key("a"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void faultsMeetTheCallTheyAreFor() {
        server.faults(Faults.nth(2, "PutItem", DynamoDbServer.throttled()));
        put(key("a"));
        assertThatThrownBy(() -> put(key("b")))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        put(key("c"));
        assertThat(server.items(TABLE)).containsOnlyKeys("a", "c");
        server.faults(Faults.first(1, "PutItem", new Fault.Refused(AwsError.internal())));
        assertThatThrownBy(() -> put(key("d")))
                .satisfies(e -> assertThat(((DynamoDbException) e).statusCode()).isEqualTo(500));
    }

    @Test
    void aLostReplyIsCarriedOutAllTheSame() {
        server.faults(Faults.nth(1, "PutItem", new Fault.ReplyLost()));
        assertThatThrownBy(() -> put(key("a"))).isInstanceOf(SdkClientException.class);
        assertThat(server.items(TABLE)).containsOnlyKeys("a");
        assertThat(server.calls("PutItem")).isEqualTo(1);
    }

    private void put(Map<String, AttributeValue> item) {
        dynamo.putItem(r -> r.tableName(TABLE).item(item));
    }

    private void putIfAbsent(String key, String owner) {
        dynamo.putItem(
                PutItemRequest.builder()
                        .tableName(TABLE)
                        .item(Map.of("pk", s(key), "owner", s(owner)))
                        .conditionExpression("attribute_not_exists(#k)")
                        .expressionAttributeNames(Map.of("#k", "pk"))
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build());
    }

    private Map<String, AttributeValue> update(Consumer<UpdateItemRequest.Builder> change) {
        return dynamo.updateItem(r ->
                        change.accept(
                                r.tableName(TABLE).key(key("a")).returnValues(ReturnValue.ALL_NEW)))
                .attributes();
    }

    private String owner(String key) {
        return dynamo.getItem(r -> r.tableName(TABLE).key(key(key)))
                .item()
                .getOrDefault("owner", s(""))
                .s();
    }

    private static void refuses(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("pk", s(key));
    }

    private static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue n(String value) {
        return AttributeValue.fromN(value);
    }
}
