package s3migrate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import s3migrate.cli.options.Checked;
import s3migrate.cli.options.Refusals;

/// Says what is wrong with a command line: all of it, a line for each fault, and where to read what
/// is accepted. Nothing is begun then.
final class WrongUsage {

    private WrongUsage() {}

    /// Has picocli go on after a fault, so that all of them are known.
    static CommandLine allAtOnce(CommandLine commands) {
        collectErrors(commands);
        return commands.setParameterExceptionHandler((wrong, _) -> refuse(List.of(wrong)))
                .setExecutionStrategy(WrongUsage::refuseOrRun);
    }

    private static void collectErrors(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(WrongUsage::collectErrors);
    }

    private static int refuseOrRun(ParseResult parsed) {
        var faults = new ArrayList<ParameterException>();
        faults(parsed)
                .forEach(fault -> {
                    if (!(fault instanceof ParameterException wrong)) {
                        throw new IllegalStateException(fault);
                    }
                    faults.add(wrong);
                });
        faults.addAll(foundByChecks(parsed, faults));
        return faults.isEmpty() ? new RunLast().execute(parsed) : refuse(faults);
    }

    /// What the command itself finds wrong. Where picocli has found something, that is only what
    /// names an option that was given and read: it may not have set the others.
    private static List<ParameterException> foundByChecks(
            ParseResult parsed, List<ParameterException> unread) {
        var command = parsed.asCommandLineList().getLast();
        boolean checkable =
                !command.isUsageHelpRequested()
                        && unread.stream().noneMatch(UsageFaults::isAboutArguments);
        if (!checkable || !(command.getCommand() instanceof Checked checked)) {
            return List.of();
        }
        var refusals = new Refusals(command.getCommandSpec());
        var read = new ArrayList<>(command.getParseResult().matchedOptions());
        unread.forEach(fault -> read.remove(fault.getArgSpec()));
        return refusals.of(checked.checks(refusals)).stream()
                .filter(found ->
                        unread.isEmpty()
                                || read.stream()
                                        .flatMap(option -> Stream.of(option.names()))
                                        .anyMatch(String.valueOf(found.getMessage())::contains))
                .toList();
    }

    private static Stream<Exception> faults(ParseResult parsed) {
        return Stream.concat(
                parsed.errors().stream(),
                Optional.ofNullable(parsed.subcommand()).stream().flatMap(WrongUsage::faults));
    }

    private static int refuse(List<ParameterException> faults) {
        var command = faults.getFirst().getCommandLine();
        var lines = UsageFaults.lines(faults);
        String help =
                "%s --help says what is accepted"
                        .formatted(command.getCommandSpec().qualifiedName());
        if (lines.size() == 1) {
            command.getErr().printf("s3migrate: %s (%s)%n", lines.getFirst(), help);
        } else {
            lines.forEach(line -> command.getErr().println("s3migrate: " + line));
            command.getErr().println(help);
        }
        return ExitCode.USAGE;
    }
}
