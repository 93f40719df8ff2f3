package s3migrate.sandbox.dynamodb;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import s3migrate.sandbox.json.AwsError;

/// A value of an item's attribute. Equal values are equal whatever way they were written (`1.0` is
/// `1`).
public sealed interface AttributeValue {
    /// DynamoDB's order of strings: unsigned UTF-8 bytes.
    Comparator<String> UTF8 =
            (a, b) ->
                    Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    record S(String value) implements AttributeValue {}

    record N(BigDecimal value) implements AttributeValue {
        /// Significant digits (DynamoDB quotas).
        private static final int MAX_DIGITS = 38;

        public N {
            value = value.stripTrailingZeros();
            if (value.precision() > MAX_DIGITS)
                throw AwsError.validation(
                        "Attempting to store more than 38 significant digits in a Number");
        }
    }

    record Bool(boolean value) implements AttributeValue {}

    record Null() implements AttributeValue {}

    record SS(SortedSet<String> values) implements AttributeValue {
        public SS {
            if (values.isEmpty())
                throw AwsError.validation(
                        "One or more parameter values were invalid: An string set may not be empty");
            var sorted = new TreeSet<>(UTF8);
            sorted.addAll(values);
            values = Collections.unmodifiableSortedSet(sorted);
        }
    }

    record L(List<AttributeValue> values) implements AttributeValue {
        public L {
            values = List.copyOf(values);
        }
    }

    record M(Map<String, AttributeValue> values) implements AttributeValue {
        public M {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }

    /// How this value stands to `that`; empty if they are of different types.
    ///
    /// Types without an order are refused, as DynamoDB does.
    default Optional<Integer> compareTo(AttributeValue that) {
        if (!(this instanceof S || this instanceof N) || !(that instanceof S || that instanceof N))
            throw AwsError.validation(
                    "Incorrect operand type for operator or function: only S and N have an order here");
        if (this instanceof S(var a) && that instanceof S(var b))
            return Optional.of(UTF8.compare(a, b));
        if (this instanceof N(var a) && that instanceof N(var b))
            return Optional.of(a.compareTo(b));
        return Optional.empty();
    }

    /// Bytes that count toward an item's size (DynamoDB developer guide, item sizes and formats).
    default int bytes() {
        return switch (this) {
            case S(var value) -> utf8(value);
            case N(var value) -> (value.precision() + 1) / 2 + 2;
            case Bool _, Null _ -> 1;
            case SS(var values) -> values.stream().mapToInt(AttributeValue::utf8).sum();
            case L(var values) -> 3 + values.stream().mapToInt(value -> 1 + value.bytes()).sum();
            case M(var values) -> 3 + values.size() + bytes(values);
        };
    }

    /// Bytes of names and values together.
    static int bytes(Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(entry -> utf8(entry.getKey()) + entry.getValue().bytes())
                .sum();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
