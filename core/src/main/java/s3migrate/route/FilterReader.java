package s3migrate.route;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what a route or a person at a command line says about which objects count.
public final class FilterReader {

    /// Of a size.
    public static final String ACCEPTED_SIZE =
            "a size such as 500, 64K, 10M, 2G or 1T, in powers of 1,024";

    /// Of an age.
    public static final String ACCEPTED_AGE = "a time such as 30s, 15m, 12h, 7d or 4w";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,13})([KMGT]?)(?:i?B)?");
    private static final Pattern AGE = Pattern.compile("(\\d{1,7})([smhdw])");
    private static final String POWERS = "KMGT";
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1),
                    "w", Duration.ofDays(7));
    private static final Pattern CLASSES = Pattern.compile("[A-Z_]+( [A-Z_]+)*");

    /// Of storage classes.
    public static final String ACCEPTED_CLASSES =
            "storage classes such as STANDARD or STANDARD_IA, with a space between";

    private static final Pattern LINES =
            Pattern.compile("[^\\x00\\ud800-\\udfff]+", Pattern.DOTALL);
    private static final String ACCEPTED_LINES = "patterns, one a line";

    private FilterReader() {}

    /// In bytes; empty if it is no size.
    public static Optional<Long> size(String text) {
        var size = SIZE.matcher(text.toUpperCase(Locale.ROOT).replace("IB", "iB"));
        if (!size.matches()) {
            return Optional.empty();
        }
        int bits = 10 * (size.group(2).isEmpty() ? 0 : POWERS.indexOf(size.group(2)) + 1);
        long number = Long.parseLong(size.group(1));
        return Optional.of(number).filter(n -> n <= (Long.MAX_VALUE >> bits)).map(n -> n << bits);
    }

    /// Empty if it is no age.
    public static Optional<Duration> age(String text) {
        var age = AGE.matcher(text);
        return age.matches()
                ? Optional.of(
                        Optional.ofNullable(UNITS.get(age.group(2)))
                                .orElseThrow()
                                .multipliedBy(Long.parseLong(age.group(1))))
                : Optional.empty();
    }

    static Filter read(SettingsReader route) {
        var include = route.optional("include", LINES, ACCEPTED_LINES);
        var exclude = route.optional("exclude", LINES, ACCEPTED_LINES);
        var names =
                new NameFilter(Stream.concat(rules(include, true), rules(exclude, false)).toList());
        var filter =
                new Filter(
                        names,
                        bytes(route, "min_size"),
                        bytes(route, "max_size"),
                        route.optional("min_age", ACCEPTED_AGE, FilterReader::age),
                        route.optional("max_age", ACCEPTED_AGE, FilterReader::age),
                        route.optional("src_storage_class", ACCEPTED_CLASSES, FilterReader::classes)
                                .orElse(Set.of()));
        if (filter.takesInNoSize()) {
            route.faults().add("min_size is above max_size: no object is both");
        }
        if (filter.takesInNoAge()) {
            route.faults().add("min_age is above max_age: no object is both");
        }
        return filter;
    }

    /// What a text with spaces between names; empty if it names none.
    public static Optional<Set<String>> classes(String text) {
        return Optional.of(text)
                .filter(CLASSES.asMatchPredicate())
                .map(legal -> Set.copyOf(List.of(legal.split(" ", -1))));
    }

    private static OptionalLong bytes(SettingsReader route, String name) {
        return route.optional(name, ACCEPTED_SIZE, FilterReader::size)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static Stream<NameFilter.Rule> rules(Optional<String> lines, boolean takesIn) {
        return lines.stream()
                .flatMap(String::lines)
                .filter(line -> !line.isEmpty())
                .map(line -> new NameFilter.Rule(takesIn, line));
    }
}
