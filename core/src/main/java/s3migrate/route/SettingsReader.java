package s3migrate.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads named texts as typed values and gathers every fault. A name that is absent or empty has
/// its default.
///
/// A wrong value is noted and answered by the default, or by a placeholder where there is none: the
/// result counts only if there were no faults. Names that are not built yet are typed like the
/// others and refused with any value but their default, so that nothing a user asks for is ignored
/// in silence.
final class SettingsReader {

    private static final long MIB = 1 << 20;
    private static final String NONE = "none";

    /// What can be set, as `docs/contracts.md` lists it.
    record Known(String name, String accepted, String byDefault, boolean built) {}

    private final Map<String, String> values;
    private final Set<String> notBuilt;
    private final Faults faults;
    private final List<Known> asked = new ArrayList<>();

    SettingsReader(Map<String, String> values, Set<String> notBuilt, Faults faults) {
        this.values = values;
        this.notBuilt = notBuilt;
        this.faults = faults;
    }

    /// Everything that was asked for, in order.
    List<Known> asked() {
        return List.copyOf(asked);
    }

    Faults faults() {
        return faults;
    }

    /// The names of all that was asked for.
    Set<String> names() {
        return asked.stream().map(Known::name).collect(Collectors.toSet());
    }

    /// The names given that nobody asked for.
    Set<String> unknown() {
        var known = names();
        return values.keySet().stream()
                .filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    String needed(String name, Pattern pattern, String accepted) {
        var found = optional(name, accepted, "needed", matching(pattern));
        if (given(name).isEmpty()) {
            faults.missing(name, accepted);
        }
        return found.orElse("");
    }

    String text(String name, String byDefault, Pattern pattern, String accepted) {
        return read(name, accepted, byDefault, shown(byDefault), matching(pattern));
    }

    Optional<String> optional(String name, Pattern pattern, String accepted) {
        return optional(name, accepted, NONE, matching(pattern));
    }

    long wholeNumber(String name, long byDefault, long least, long most) {
        return read(
                name,
                wholeNumbers(least, most),
                byDefault,
                shown(byDefault),
                numberFrom(least, most));
    }

    OptionalLong optionalNumber(String name, long least, long most) {
        return optional(name, wholeNumbers(least, most), NONE, numberFrom(least, most))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    Duration seconds(String name, long byDefault, long least, long most) {
        return Duration.ofSeconds(wholeNumber(name, byDefault, least, most));
    }

    /// In bytes, from a value in MiB.
    long mib(String name, long byDefault, long least, long most) {
        return wholeNumber(name, byDefault, least, most) * MIB;
    }

    boolean flag(String name) {
        return read(name, "true or false", false, shown(false), SettingsReader::truth);
    }

    /// One of an enum's constants, written as `spelling` has it.
    <E extends Enum<E>> E oneOf(
            String name, E byDefault, Class<E> type, Function<E, String> spelling) {
        return read(
                name,
                spellings(type, spelling),
                byDefault,
                shown(spelling.apply(byDefault)),
                spelled(type, spelling));
    }

    <E extends Enum<E>> Optional<E> optionalOneOf(
            String name, Class<E> type, Function<E, String> spelling) {
        return optional(name, spellings(type, spelling), NONE, spelled(type, spelling));
    }

    /// Whatever `parse` makes of it; it answers empty where the text is none.
    <T> Optional<T> optional(String name, String accepted, Function<String, Optional<T>> parse) {
        return optional(name, accepted, NONE, parse);
    }

    private <T> T read(
            String name,
            String accepted,
            T byDefault,
            String defaultShown,
            Function<String, Optional<T>> parse) {
        return parsed(name, accepted, Optional.of(byDefault), defaultShown, parse)
                .orElse(byDefault);
    }

    private <T> Optional<T> optional(
            String name,
            String accepted,
            String defaultShown,
            Function<String, Optional<T>> parse) {
        return parsed(name, accepted, Optional.empty(), defaultShown, parse);
    }

    private <T> Optional<T> parsed(
            String name,
            String accepted,
            Optional<T> byDefault,
            String defaultShown,
            Function<String, Optional<T>> parse) {
        boolean built = !notBuilt.contains(name);
        asked.add(new Known(name, accepted, defaultShown, built));
        var given = given(name);
        var parsed = given.flatMap(parse);
        if (given.isPresent() && parsed.isEmpty()) {
            faults.refuse(name, given.get(), accepted);
        }
        if (!built && parsed.isPresent() && !parsed.equals(byDefault)) {
            faults.refuse(name, given.orElse(""), "nothing, as it is not built yet: leave it out");
        }
        return parsed;
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static String shown(Object byDefault) {
        return byDefault.equals("") ? "empty" : "`" + byDefault + "`";
    }

    private static Function<String, Optional<String>> matching(Pattern pattern) {
        return value -> Optional.of(value).filter(v -> pattern.matcher(v).matches());
    }

    private static Optional<Boolean> truth(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Function<String, Optional<Long>> numberFrom(long least, long most) {
        return value -> {
            try {
                return Optional.of(Long.parseLong(value))
                        .filter(number -> least <= number && number <= most);
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        };
    }

    private static String wholeNumbers(long least, long most) {
        return "a whole number from %,d to %,d".formatted(least, most);
    }

    private static <E extends Enum<E>> Function<String, Optional<E>> spelled(
            Class<E> type, Function<E, String> spelling) {
        return value ->
                Arrays.stream(type.getEnumConstants())
                        .filter(constant -> spelling.apply(constant).equals(value))
                        .findFirst();
    }

    private static <E extends Enum<E>> String spellings(
            Class<E> type, Function<E, String> spelling) {
        return Arrays.stream(type.getEnumConstants())
                .map(spelling)
                .collect(Collectors.joining(", "));
    }
}
