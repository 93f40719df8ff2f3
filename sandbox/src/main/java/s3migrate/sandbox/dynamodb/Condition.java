package s3migrate.sandbox.dynamodb;

import java.util.Map;
import java.util.Optional;

/// A condition on one item, as an expression's tree. An absent attribute satisfies no comparison.
sealed interface Condition {
    record Always() implements Condition {}

    record Exists(String attribute) implements Condition {}

    record NotExists(String attribute) implements Condition {}

    record Equal(String attribute, AttributeValue value) implements Condition {}

    record Compared(String attribute, Order order, AttributeValue value) implements Condition {}

    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    enum Order {
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Order(String symbol) {
            this.symbol = symbol;
        }

        static Optional<Order> of(String symbol) {
            for (var order : values()) if (order.symbol.equals(symbol)) return Optional.of(order);
            return Optional.empty();
        }

        boolean holds(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }
    }

    /// Whether the item satisfies it; an item that is absent has no attributes.
    default boolean holds(Map<String, AttributeValue> item) {
        return switch (this) {
            case Always _ -> true;
            case Exists(var attribute) -> item.containsKey(attribute);
            case NotExists(var attribute) -> !item.containsKey(attribute);
            case Equal(var attribute, var value) -> value.equals(item.get(attribute));
            case Compared(var attribute, var order, var value) -> {
                var found = item.get(attribute);
                yield found != null && found.compareTo(value).filter(order::holds).isPresent();
            }
            case And(var left, var right) -> left.holds(item) && right.holds(item);
            case Or(var left, var right) -> left.holds(item) || right.holds(item);
        };
    }
}
