package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.dynamodb.TestTable.key;
import static s3migrate.sandbox.dynamodb.TestTable.refuses;
import static s3migrate.sandbox.dynamodb.TestTable.s;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/// What is refused by name, and faults on demand.
class DynamoDbServerTest {
    private final StubTable table = new StubTable();

    @AfterEach
    void stop() {
        table.close();
    }

    @Test
    void refusesScanByName() {
        refuses(
                "not in this sandbox: Scan",
                () -> table.dynamo().scan(r -> r.tableName(TestTable.NAME)));
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
                        table.update(r ->
                                r.updateExpression("DELETE #o :o")
                                        .expressionAttributeNames(Map.of("#o", "owner"))
                                        .expressionAttributeValues(Map.of(":o", s("x")))));
    }

    @Test
    void saysWhatIsWrongWithAKey() {
        refuses("Missing the key pk in the item", () -> table.put(Map.of("other", s("a"))));
        refuses(
                "does not match the schema",
                () ->
                        table.dynamo()
                                .getItem(r ->
                                        r.tableName(TestTable.NAME)
                                                .key(Map.of("pk", TestTable.n("1")))));
    }

    @Test
    void faultsMeetTheCallTheyAreFor() {
        table.server().faults(Faults.nth(2, "PutItem", DynamoDbServer.throttled()));
        table.put(key("a"));
        assertThatThrownBy(() -> table.put(key("b")))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        table.put(key("c"));
        assertThat(table.server().items(TestTable.NAME)).containsOnlyKeys("a", "c");
        table.server().faults(Faults.first(1, "PutItem", new Fault.Refused(AwsError.internal())));
        assertThatThrownBy(() -> table.put(key("d")))
                .satisfies(e -> assertThat(((DynamoDbException) e).statusCode()).isEqualTo(500));
    }

    @Test
    void aLostReplyIsCarriedOutAllTheSame() {
        table.server().faults(Faults.nth(1, "PutItem", new Fault.ReplyLost()));
        assertThatThrownBy(() -> table.put(key("a"))).isInstanceOf(SdkClientException.class);
        assertThat(table.server().items(TestTable.NAME)).containsOnlyKeys("a");
        assertThat(table.server().calls("PutItem")).isEqualTo(1);
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
