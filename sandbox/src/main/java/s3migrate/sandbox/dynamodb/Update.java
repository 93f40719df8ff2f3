package s3migrate.sandbox.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import s3migrate.sandbox.dynamodb.AttributeValue.N;
import s3migrate.sandbox.dynamodb.AttributeValue.SS;
import s3migrate.sandbox.json.AwsError;

/// The changes of one UpdateExpression. Every operand is read from the item as it was before the
/// update.
record Update(List<Action> actions) {
    sealed interface Action {
        String attribute();

        record Set(String attribute, Operand value) implements Action {}

        record Remove(String attribute) implements Action {}

        /// To a number, or to a set of strings; an absent attribute counts as 0 or as an empty set.
        record Add(String attribute, AttributeValue value) implements Action {}
    }

    sealed interface Operand {
        record Value(AttributeValue value) implements Operand {}

        record Attribute(String name) implements Operand {}

        record IfNotExists(String name, Operand otherwise) implements Operand {}

        record Sum(Operand left, Operand right) implements Operand {}
    }

    Update {
        actions = List.copyOf(actions);
        if (actions.stream().map(Action::attribute).distinct().count() < actions.size())
            throw AwsError.validation(
                    "Invalid UpdateExpression: Two document paths overlap with each other; must"
                            + " remove or rewrite one of these paths");
    }

    Map<String, AttributeValue> applyTo(Map<String, AttributeValue> item) {
        var changed = new TreeMap<>(item);
        for (var action : actions) {
            switch (action) {
                case Action.Set(var name, var value) -> changed.put(name, read(value, item));
                case Action.Remove(var name) -> changed.remove(name);
                case Action.Add(var name, var value) ->
                        changed.merge(name, addable(value), Update::added);
            }
        }
        return changed;
    }

    private static AttributeValue read(Operand operand, Map<String, AttributeValue> item) {
        return switch (operand) {
            case Operand.Value(var value) -> value;
            case Operand.Attribute(var name) -> {
                var found = item.get(name);
                if (found == null)
                    throw AwsError.validation(
                            "The provided expression refers to an attribute that does not exist in the item");
                yield found;
            }
            case Operand.IfNotExists(var name, var otherwise) -> {
                var found = item.get(name);
                yield found == null ? read(otherwise, item) : found;
            }
            case Operand.Sum(var left, var right) -> sum(read(left, item), read(right, item));
        };
    }

    private static AttributeValue addable(AttributeValue value) {
        if (value instanceof N || value instanceof SS) return value;
        throw AwsError.validation(
                "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD");
    }

    private static AttributeValue added(AttributeValue former, AttributeValue value) {
        if (former instanceof SS(var present) && value instanceof SS(var more)) {
            var union = new TreeSet<>(present);
            union.addAll(more);
            return new SS(union);
        }
        return sum(former, value);
    }

    private static AttributeValue sum(AttributeValue left, AttributeValue right) {
        if (left instanceof N(var a) && right instanceof N(var b)) return new N(a.add(b));
        throw AwsError.validation(
                "An operand in the update expression has an incorrect data type: numbers are needed");
    }
}
