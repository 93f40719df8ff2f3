package s3migrate.sandbox.dynamodb;

import s3migrate.sandbox.dynamodb.Condition.And;
import s3migrate.sandbox.dynamodb.Condition.Compared;
import s3migrate.sandbox.dynamodb.Condition.Equal;
import s3migrate.sandbox.dynamodb.Condition.Exists;
import s3migrate.sandbox.dynamodb.Condition.NotExists;
import s3migrate.sandbox.dynamodb.Condition.Or;
import s3migrate.sandbox.dynamodb.Condition.Order;

/// Reads `attribute_exists(#a)`, `attribute_not_exists(#a)`, `#a = :v`, `<`, `<=`, `>`, `>=`, AND,
/// OR and parentheses. AND binds closer than OR.
final class ConditionParser {
    private final Tokens tokens;

    private ConditionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    static Condition parse(Tokens tokens) {
        var condition = new ConditionParser(tokens).or();
        tokens.expectEnd();
        return condition;
    }

    private Condition or() {
        var condition = and();
        while (tokens.take("OR")) condition = new Or(condition, and());
        return condition;
    }

    private Condition and() {
        var condition = term();
        while (tokens.take("AND")) condition = new And(condition, term());
        return condition;
    }

    private Condition term() {
        if (tokens.take("(")) {
            var condition = or();
            tokens.expect(")");
            return condition;
        }
        if (tokens.take("attribute_exists")) return new Exists(argument());
        if (tokens.take("attribute_not_exists")) return new NotExists(argument());
        return comparison();
    }

    private String argument() {
        tokens.expect("(");
        var attribute = tokens.attribute();
        tokens.expect(")");
        return attribute;
    }

    private Condition comparison() {
        var attribute = tokens.attribute();
        if (tokens.take("=")) return new Equal(attribute, tokens.value());
        var symbol = tokens.next();
        var order = Order.of(symbol).orElseThrow(() -> tokens.unknown(symbol));
        return new Compared(attribute, order, tokens.value());
    }
}
