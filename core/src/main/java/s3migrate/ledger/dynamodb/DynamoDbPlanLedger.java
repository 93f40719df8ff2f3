package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import s3migrate.ledger.PlanLedger;
import s3migrate.ledger.PlanRecord;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Plans of routes, as one item each in the table of the ledger; `docs/contracts.md` says what is
/// in them. Serves many threads.
public final class DynamoDbPlanLedger implements PlanLedger {

    private final LedgerTable table;

    /// The client stays the caller's.
    public DynamoDbPlanLedger(DynamoDbClient client, String table) {
        this.table = new LedgerTable(client, table);
    }

    @Override
    public Optional<PlanRecord> find(String route) {
        return table.find(PlanItems.keyText(route), "a plan", PlanItems::plan);
    }

    @Override
    public boolean replace(Optional<PlanRecord> seen, PlanRecord next) {
        return table.put(
                PlanItems.item(next, UUID.randomUUID().toString()),
                seen.map(DynamoDbPlanLedger::unchanged).orElseGet(WriteCondition::absent));
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
