package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.PlanLedger;
import s3migrate.ledger.PlanRecord;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Plans of routes, as one item each in the table of the ledger; `docs/contracts.md` says what is
/// in them. Serves many threads.
public final class DynamoDbPlanLedger implements PlanLedger {

    private final DynamoDbClient client;
    private final String table;

    /// The client stays the caller's.
    public DynamoDbPlanLedger(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<PlanRecord> find(String route) {
        try {
            var answer =
                    client.getItem(request ->
                            request.tableName(table)
                                    .key(PlanItems.key(route))
                                    .consistentRead(true));
            return Optional.of(answer.item()).filter(item -> !item.isEmpty()).map(PlanItems::plan);
        } catch (SdkException e) {
            throw LedgerErrors.of("get " + PlanItems.keyText(route), table, e);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    "get %s in table %s: not a plan: %s"
                            .formatted(PlanItems.keyText(route), table, e.getMessage()),
                    e);
        }
    }

    @Override
    public boolean replace(Optional<PlanRecord> seen, PlanRecord next) {
        var writeId = UUID.randomUUID().toString();
        var condition = seen.map(DynamoDbPlanLedger::unchanged).orElseGet(WriteCondition::absent);
        var put =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(PlanItems.item(next, writeId))
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!condition.values().isEmpty()) {
            // DynamoDB refuses an empty map.
            put.expressionAttributeValues(condition.values());
        }
        try {
            client.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a write whose answer was lost; it then stands in its own way.
            return EntryItems.isFrom(writeId, e.item());
        } catch (SdkException e) {
            throw LedgerErrors.of("put " + PlanItems.keyText(next.route()), table, e);
        }
    }

    /// Nobody made another plan, or approved it.
    private static WriteCondition unchanged(PlanRecord seen) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":run", Attribute.text(seen.run()));
        seen.approved()
                .ifPresent(approval -> values.put(":approved", Attribute.time(approval.at())));
        return new WriteCondition(
                "#run = :run AND "
                        + (seen.approved().isPresent()
                                ? "#approved = :approved"
                                : "attribute_not_exists(#approved)"),
                Map.of("#run", PlanItems.RUN, "#approved", PlanItems.APPROVED),
                values);
    }
}
