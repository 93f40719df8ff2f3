package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What must hold of the item for a write to happen, as DynamoDB's expression.
record WriteCondition(
        String expression, Map<String, String> names, Map<String, AttributeValue> values) {

    static WriteCondition absent() {
        return new WriteCondition(
                "attribute_not_exists(#key)", Map.of("#key", Attribute.KEY), Map.of());
    }

    /// Generation and lease are those that were seen: whoever else works on the entry changes one
    /// of them.
    static WriteCondition unchanged(LedgerEntry seen) {
        var names = Map.of("#generation", Attribute.GENERATION, "#lease", Attribute.LEASE_UNTIL);
        var values = new HashMap<String, AttributeValue>();
        values.put(":generation", Attribute.number(seen.generation()));
        seen.lease()
                .map(Lease::until)
                .ifPresent(until -> values.put(":lease", Attribute.time(until)));
        return new WriteCondition(
                seen.lease().isPresent()
                        ? "#generation = :generation AND #lease = :lease"
                        : "#generation = :generation AND attribute_not_exists(#lease)",
                names,
                values);
    }
}
