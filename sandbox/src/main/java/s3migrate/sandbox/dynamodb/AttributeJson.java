package s3migrate.sandbox.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import s3migrate.sandbox.dynamodb.AttributeValue.Bool;
import s3migrate.sandbox.dynamodb.AttributeValue.L;
import s3migrate.sandbox.dynamodb.AttributeValue.M;
import s3migrate.sandbox.dynamodb.AttributeValue.N;
import s3migrate.sandbox.dynamodb.AttributeValue.Null;
import s3migrate.sandbox.dynamodb.AttributeValue.S;
import s3migrate.sandbox.dynamodb.AttributeValue.SS;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Json;

/// Attribute values as DynamoDB's JSON writes them: `{"S": "text"}`, `{"N": "1"}`.
final class AttributeJson {
    private AttributeJson() {}

    static Map<String, AttributeValue> readMap(JsonNode json) {
        var values = new TreeMap<String, AttributeValue>();
        json.properties().forEach(entry -> values.put(entry.getKey(), read(entry.getValue())));
        return values;
    }

    static AttributeValue read(JsonNode json) {
        if (json.size() != 1)
            throw AwsError.validation(
                    "Supplied AttributeValue must contain exactly one of the supported datatypes");
        var typed = json.properties().iterator().next();
        var value = typed.getValue();
        return switch (typed.getKey()) {
            case "S" -> new S(value.asText());
            case "N" -> new N(number(value.asText()));
            case "BOOL" -> new Bool(value.asBoolean());
            case "NULL" -> new Null();
            case "SS" -> {
                var texts = new TreeSet<String>();
                value.forEach(text -> texts.add(text.asText()));
                yield new SS(texts);
            }
            case "L" ->
                    new L(
                            StreamSupport.stream(value.spliterator(), false)
                                    .map(AttributeJson::read)
                                    .toList());
            case "M" -> new M(readMap(value));
            default -> throw AwsError.validation("not in this sandbox: type " + typed.getKey());
        };
    }

    static ObjectNode write(Map<String, AttributeValue> values) {
        var json = Json.object();
        values.forEach((name, value) -> json.set(name, write(value)));
        return json;
    }

    private static ObjectNode write(AttributeValue value) {
        var json = Json.object();
        switch (value) {
            case S(var text) -> json.put("S", text);
            case N(var number) -> json.put("N", number.toPlainString());
            case Bool(var truth) -> json.put("BOOL", truth);
            case Null _ -> json.put("NULL", true);
            case SS(var texts) -> {
                var array = json.putArray("SS");
                texts.forEach(array::add);
            }
            case L(var values) -> {
                var array = json.putArray("L");
                values.forEach(element -> array.add(write(element)));
            }
            case M(var values) -> json.set("M", write(values));
        }
        return json;
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw AwsError.validation(
                    "The parameter cannot be converted to a numeric value: " + text);
        }
    }
}
