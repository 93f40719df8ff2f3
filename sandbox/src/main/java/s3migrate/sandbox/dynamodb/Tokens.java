package s3migrate.sandbox.dynamodb;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.regex.Pattern;
import s3migrate.sandbox.json.AwsError;

/// The words of one expression, read from left to right.
///
/// Attributes must be written as `#name`: DynamoDB would refuse several hundred reserved words
/// written bare, and this stub does not know them.
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*([#:][A-Za-z0-9_.]+|[A-Za-z_][A-Za-z0-9_]*|<=|>=|<>|[<>=(),+]|\\S)");
    private static final String END = "";

    private final String parameter;
    private final Queue<String> rest = new ArrayDeque<>();
    private final Placeholders placeholders;

    /// @param parameter the request field the expression stands in, for messages
    Tokens(String parameter, String expression, Placeholders placeholders) {
        this.parameter = parameter;
        this.placeholders = placeholders;
        TOKEN.matcher(expression).results().forEach(token -> rest.add(token.group(1)));
        if (rest.isEmpty()) throw refused("an empty expression");
    }

    String next() {
        var token = rest.poll();
        return token == null ? END : token;
    }

    String peek() {
        var token = rest.peek();
        return token == null ? END : token;
    }

    boolean atEnd() {
        return rest.isEmpty();
    }

    /// Takes the token if it is the next one; keywords are read in any case.
    boolean take(String token) {
        boolean found = peek().toUpperCase(Locale.ROOT).equals(token.toUpperCase(Locale.ROOT));
        if (found) rest.remove();
        return found;
    }

    void expect(String token) {
        if (!take(token)) throw unknown(peek());
    }

    /// The attribute that the next token, `#name`, stands for.
    String attribute() {
        var token = next();
        if (!token.startsWith("#") || token.contains(".")) throw unknown(token);
        return placeholders.name(token);
    }

    /// The value that the next token, `:value`, stands for.
    AttributeValue value() {
        var token = next();
        if (!token.startsWith(":")) throw unknown(token);
        return placeholders.value(token);
    }

    void expectEnd() {
        if (!atEnd()) throw unknown(peek());
    }

    AwsError unknown(String token) {
        return refused(token.equals(END) ? "the end of the expression here" : "\"" + token + "\"");
    }

    private AwsError refused(String what) {
        return AwsError.validation(
                "Invalid " + parameter + ": syntax error or not in this sandbox: " + what);
    }
}
