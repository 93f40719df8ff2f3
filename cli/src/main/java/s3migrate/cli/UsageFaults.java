package s3migrate.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Picocli's faults as people read them, a line each.
final class UsageFaults {

    private UsageFaults() {}

    static List<String> lines(List<ParameterException> faults) {
        boolean unread = faults.stream().anyMatch(fault -> unread(fault).isPresent());
        return faults.stream()
                .filter(fault -> !(unread && isAboutOtherArguments(fault)))
                .flatMap(UsageFaults::lines)
                .distinct()
                .toList();
    }

    /// What is wrong with an argument that cannot be read. Picocli does not take it then, so that
    /// its place goes to the next.
    private static Optional<String> unread(ParameterException fault) {
        boolean argument = fault.getArgSpec() != null && fault.getArgSpec().isPositional();
        return Optional.ofNullable(argument ? fault.getCause() : null)
                .filter(TypeConversionException.class::isInstance)
                .map(Throwable::getMessage);
    }

    /// Whether an argument is missing, or cannot be read.
    static boolean isAboutArguments(ParameterException fault) {
        return unread(fault).isPresent() || isAboutOtherArguments(fault);
    }

    private static boolean isAboutOtherArguments(ParameterException fault) {
        return switch (fault) {
            case UnmatchedArgumentException unmatched -> options(unmatched).isEmpty();
            case MissingParameterException missing ->
                    missing.getMissing().stream().allMatch(spec -> spec.isPositional());
            default -> false;
        };
    }

    private static Stream<String> lines(ParameterException fault) {
        var unread = unread(fault);
        if (unread.isPresent()) {
            return unread.stream();
        }
        if (fault instanceof UnmatchedArgumentException unmatched
                && !options(unmatched).isEmpty()) {
            return options(unmatched).stream()
                    .map(option -> unknown(unmatched.getCommandLine(), option));
        }
        return accepted(String.valueOf(fault.getMessage()) + suggestion(fault)).lines();
    }

    /// Without what follows them: an unknown option's value.
    private static List<String> options(UnmatchedArgumentException unmatched) {
        return unmatched.getUnmatched().stream().filter(word -> word.startsWith("-")).toList();
    }

    /// An option that begins so is meant rather than one that looks similar.
    private static String unknown(CommandLine command, String option) {
        var begun =
                command.getCommandSpec().optionsMap().keySet().stream()
                        .filter(name -> name.startsWith(option))
                        .findFirst();
        return "Unknown option: '%s'%s"
                .formatted(
                        option,
                        begun.map(UsageFaults::didYouMean)
                                .orElseGet(() ->
                                        suggestion(
                                                new UnmatchedArgumentException(
                                                        command, List.of(option)))));
    }

    private static String suggestion(ParameterException fault) {
        return fault instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? didYouMean(unmatched.getSuggestions().getFirst())
                : "";
    }

    private static String didYouMean(String name) {
        return ", did you mean %s?".formatted(name);
    }

    /// Picocli names a type of Java where people need to know what is accepted.
    private static String accepted(String message) {
        return message.replace(" is not an int", ": accepted is a whole number")
                .replace(" is not a boolean", ": accepted is no value");
    }
}
