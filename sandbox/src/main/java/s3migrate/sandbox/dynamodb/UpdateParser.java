package s3migrate.sandbox.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import s3migrate.sandbox.dynamodb.Update.Action;
import s3migrate.sandbox.dynamodb.Update.Operand;

/// Reads the clauses `SET #a = …, …`, `REMOVE #a, …` and `ADD #a :v, …`, each at most once. A SET
/// takes `:v`, `#b`, `if_not_exists(#b, …)`, or the sum of two of these.
final class UpdateParser {
    private final Tokens tokens;
    private final List<Action> actions = new ArrayList<>();

    private UpdateParser(Tokens tokens) {
        this.tokens = tokens;
    }

    static Update parse(Tokens tokens) {
        var parser = new UpdateParser(tokens);
        Set<String> seen = new HashSet<>();
        while (!tokens.atEnd()) {
            var clause = tokens.next();
            if (!seen.add(clause.toUpperCase(Locale.ROOT))) throw tokens.unknown(clause);
            parser.clause(clause);
        }
        return new Update(parser.actions);
    }

    private void clause(String clause) {
        do {
            actions.add(
                    switch (clause.toUpperCase(Locale.ROOT)) {
                        case "SET" -> set();
                        case "REMOVE" -> new Action.Remove(tokens.attribute());
                        case "ADD" -> new Action.Add(tokens.attribute(), tokens.value());
                        default -> throw tokens.unknown(clause);
                    });
        } while (tokens.take(","));
    }

    private Action set() {
        var attribute = tokens.attribute();
        tokens.expect("=");
        var value = operand();
        return new Action.Set(
                attribute, tokens.take("+") ? new Operand.Sum(value, operand()) : value);
    }

    private Operand operand() {
        if (tokens.peek().startsWith(":")) return new Operand.Value(tokens.value());
        if (tokens.peek().startsWith("#")) return new Operand.Attribute(tokens.attribute());
        tokens.expect("if_not_exists");
        tokens.expect("(");
        var attribute = tokens.attribute();
        tokens.expect(",");
        var otherwise = operand();
        tokens.expect(")");
        return new Operand.IfNotExists(attribute, otherwise);
    }
}
