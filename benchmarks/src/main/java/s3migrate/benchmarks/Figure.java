package s3migrate.benchmarks;

import java.util.Optional;

/// One measured value.
///
/// @param name with its unit, such as `puts_per_second`
/// @param target what it should be, such as `>= 2000`, and whether it is
/// @param note what a reader needs beside the name; may be empty
public record Figure(String name, double value, Optional<Target> target, String note) {
    /// What a value should be.
    public record Target(String wanted, boolean met) {}

    public static Figure of(String name, double value) {
        return new Figure(name, value, Optional.empty(), "");
    }

    public static Figure atLeast(String name, double value, double least) {
        return of(name, value).wanting(">= " + number(least), value >= least);
    }

    public static Figure below(String name, double value, double limit) {
        return of(name, value).wanting("< " + number(limit), value < limit);
    }

    public static Figure atMost(String name, double value, double most) {
        return of(name, value).wanting("<= " + number(most), value <= most);
    }

    /// The same with a note.
    public Figure noted(String text) {
        return new Figure(name, value, target, text);
    }

    private Figure wanting(String wanted, boolean met) {
        return new Figure(name, value, Optional.of(new Target(wanted, met)), note);
    }

    /// The value as a person reads it.
    public String number() {
        return number(value);
    }

    private static String number(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return "%.0f".formatted(value);
        }
        return (value < 0.1 ? "%.4f" : "%.2f").formatted(value);
    }
}
