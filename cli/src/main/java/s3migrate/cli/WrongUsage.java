package s3migrate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

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
        return faults.isEmpty() ? new RunLast().execute(parsed) : refuse(faults);
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
