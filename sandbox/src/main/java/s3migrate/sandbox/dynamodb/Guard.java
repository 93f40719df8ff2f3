package s3migrate.sandbox.dynamodb;

import java.util.Map;
import s3migrate.sandbox.json.AwsError;

/// The condition of a write, and whether its failure shows the item that stood in the way.
record Guard(Condition condition, boolean showsItem) {
    static Guard of(Request request) {
        return new Guard(
                request.condition("ConditionExpression"),
                request.choice("ReturnValuesOnConditionCheckFailure", "NONE", "ALL_OLD")
                        .equals("ALL_OLD"));
    }

    void check(Map<String, AttributeValue> item) {
        if (condition.holds(item)) return;
        var failed =
                AwsError.client(
                        "ConditionalCheckFailedException", "The conditional request failed");
        if (showsItem && !item.isEmpty()) throw failed.with("Item", AttributeJson.write(item));
        throw failed;
    }
}
