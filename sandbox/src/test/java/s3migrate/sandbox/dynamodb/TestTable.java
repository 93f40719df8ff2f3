package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A ledger-like table with a sparse index, and an SDK client for it.
class TestTable implements AutoCloseable {
    static final String NAME = "ledger";

    private final DynamoDbClient dynamo;

    TestTable(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    DynamoDbClient dynamo() {
        return dynamo;
    }

    void put(Map<String, AttributeValue> item) {
        dynamo.putItem(r -> r.tableName(NAME).item(item));
    }

    void putIfAbsent(String key, String owner) {
        dynamo.putItem(
                PutItemRequest.builder()
                        .tableName(NAME)
                        .item(Map.of("pk", s(key), "owner", s(owner)))
                        .conditionExpression("attribute_not_exists(#k)")
                        .expressionAttributeNames(Map.of("#k", "pk"))
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build());
    }

    /// All of these keys, none of which may be there.
    void putInTransaction(String... keys) {
        dynamo.transactWriteItems(transaction(keys));
    }

    static TransactWriteItemsRequest transaction(String... keys) {
        return TransactWriteItemsRequest.builder()
                .transactItems(Stream.of(keys).map(TestTable::putOfNew).toList())
                .build();
    }

    private static TransactWriteItem putOfNew(String key) {
        return TransactWriteItem.builder()
                .put(put ->
                        put.tableName(NAME)
                                .item(Map.of("pk", s(key)))
                                .conditionExpression("attribute_not_exists(#k)")
                                .expressionAttributeNames(Map.of("#k", "pk")))
                .build();
    }

    Map<String, AttributeValue> get(String key) {
        return dynamo.getItem(r -> r.tableName(NAME).key(key(key)).consistentRead(true)).item();
    }

    Map<String, AttributeValue> update(Consumer<UpdateItemRequest.Builder> change) {
        return dynamo.updateItem(r ->
                        change.accept(
                                r.tableName(NAME).key(key("a")).returnValues(ReturnValue.ALL_NEW)))
                .attributes();
    }

    @Override
    public void close() {
        dynamo.close();
    }

    static void refuses(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(message);
    }

    static Map<String, AttributeValue> key(String key) {
        return Map.of("pk", s(key));
    }

    static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue n(String value) {
        return AttributeValue.fromN(value);
    }
}
