package s3migrate.benchmarks;

import java.util.Optional;

/// One measured value.
///
/// @param name with its unit, such as `puts_per_second`
/// @param target what it should be, such as `>= 2000`, and whether it is
public record Figure(String name, double value, Optional<Target> target) {
    /// What a value should be.
    public record Target(String wanted, boolean met) {}

    public static Figure of(String name, double value) {
        return new Figure(name, value, Optional.empty());
    }

    public static Figure atLeast(String name, double value, double least) {
        return new Figure(
                name, value, Optional.of(new Target(">= " + number(least), value >= least)));
    }

    public static Figure below(String name, double value, double limit) {
        return new Figure(
                name, value, Optional.of(new Target("< " + number(limit), value < limit)));
    }

    @Override
    public String toString() {
        return "%-36s %12s%s"
                .formatted(
                        name,
                        number(value),
                        target.map(one -> "  " + one.wanted() + (one.met() ? "" : "  MISSED"))
                                .orElse(""));
    }

    static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? "%.0f".formatted(value)
                : "%.2f".formatted(value);
    }
}
