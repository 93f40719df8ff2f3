package s3migrate.sandbox.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import s3migrate.sandbox.json.AwsError;

/// One request on one table, with its expressions read. A field this stub would have to pass over
/// is refused by name.
final class Request {
    private static final Set<String> COMMON =
            Set.of("TableName", "ExpressionAttributeNames", "ExpressionAttributeValues");

    private final JsonNode json;
    private final Placeholders placeholders;

    Request(JsonNode json, Set<String> fields) {
        this.json = json;
        this.placeholders = new Placeholders(json);
        refuseOtherThan(fields, json);
    }

    private static void refuseOtherThan(Set<String> fields, JsonNode json) {
        json.fieldNames()
                .forEachRemaining(name -> {
                    if (!fields.contains(name) && !COMMON.contains(name))
                        throw AwsError.validation("not in this sandbox: " + name);
                });
    }

    boolean has(String field) {
        return json.has(field);
    }

    String text(String field) {
        return json.path(field).asText();
    }

    boolean flag(String field, boolean otherwise) {
        return json.path(field).asBoolean(otherwise);
    }

    int number(String field, int otherwise) {
        return json.path(field).asInt(otherwise);
    }

    Map<String, AttributeValue> attributes(String field) {
        return AttributeJson.readMap(json.path(field));
    }

    /// One of `allowed`, the first of which holds if the request says nothing.
    String choice(String field, String... allowed) {
        if (!has(field)) return allowed[0];
        for (var choice : allowed) if (choice.equals(text(field))) return choice;
        throw AwsError.validation("not in this sandbox: " + field + " " + text(field));
    }

    /// The condition in `field`, or one that always holds.
    Condition condition(String field) {
        return has(field)
                ? ConditionParser.parse(new Tokens(field, text(field), placeholders))
                : new Condition.Always();
    }

    Update update() {
        return UpdateParser.parse(
                new Tokens("UpdateExpression", text("UpdateExpression"), placeholders));
    }

    /// To be called when the request's expressions are read.
    void complete() {
        placeholders.refuseUnused();
    }
}
