package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunRecord;
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

    /// Nobody took a step of the run, or cut a range of it.
    static WriteCondition unchanged(RunRecord seen) {
        return new WriteCondition(
                "#fence = :fence AND #ranges = :ranges",
                Map.of("#fence", RunItems.FENCE, "#ranges", RunItems.RANGES),
                Map.of(
                        ":fence", Attribute.number(seen.fence()),
                        ":ranges", Attribute.number(seen.ranges())));
    }

    /// Nobody took the range, renewed the lease on it, or cut it: a cut whose answer was lost is
    /// not undone by who does not know of it.
    static WriteCondition unchanged(RangeRecord seen) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":run", Attribute.text(seen.run()));
        values.put(":fence", Attribute.number(seen.fence()));
        seen.lease().ifPresent(lease -> values.put(":lease", Attribute.time(lease.until())));
        seen.upTo().ifPresent(key -> values.put(":up_to", Attribute.text(key)));
        return new WriteCondition(
                "#run = :run AND #fence = :fence AND "
                        + (seen.lease().isPresent()
                                ? "#lease = :lease"
                                : "attribute_not_exists(#lease)")
                        + (seen.upTo().isPresent()
                                ? " AND #up_to = :up_to"
                                : " AND attribute_not_exists(#up_to)"),
                Map.of(
                        "#run", RunItems.RUN,
                        "#fence", RunItems.FENCE,
                        "#lease", Attribute.LEASE_UNTIL,
                        "#up_to", RunItems.UP_TO),
                values);
    }

    /// Whatever stands there.
    static WriteCondition none() {
        return new WriteCondition("", Map.of(), Map.of());
    }
}
