package s3migrate.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import s3migrate.cli.demo.DemoCommand;
import s3migrate.cli.doctor.DoctorCommand;
import s3migrate.cli.operate.DismissCommand;
import s3migrate.cli.operate.FailuresCommand;
import s3migrate.cli.operate.PauseCommand;
import s3migrate.cli.operate.RedriveCommand;
import s3migrate.cli.operate.ReportCommand;
import s3migrate.cli.operate.ResumeCommand;
import s3migrate.cli.operate.RunCommand;
import s3migrate.cli.operate.StartCommand;
import s3migrate.cli.operate.StatusCommand;
import s3migrate.cli.operate.SubmitCommand;
import s3migrate.cli.operate.VerifyCommand;
import s3migrate.cli.policy.PolicyCommand;
import s3migrate.cli.sync.CpCommand;
import s3migrate.cli.sync.SyncCommand;
import s3migrate.cli.worker.WorkerCommand;

/// The `s3migrate` command: moves objects between S3 buckets.
@Command(
        name = "s3migrate",
        description = "Moves objects between S3 buckets: verified, resumable, nothing lost.",
        mixinStandardHelpOptions = true,
        version = "s3migrate 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            SyncCommand.class,
            CpCommand.class,
            WorkerCommand.class,
            DoctorCommand.class,
            PolicyCommand.class,
            StatusCommand.class,
            StartCommand.class,
            RunCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            FailuresCommand.class,
            RedriveCommand.class,
            DismissCommand.class,
            SubmitCommand.class,
            ReportCommand.class,
            VerifyCommand.class,
            GenerateCompletion.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var output = StandardOutput.install();
        try {
            Arguments.refuseChanged(
                    arguments, System.getProperty(Arguments.ENCODING, ""), System.getenv());
            CaBundle.trust(System.getenv());
        } catch (CouldNotStart unusable) {
            PlainText.to(System.err).println("s3migrate: " + unusable.getMessage());
            System.exit(ExitCode.COULD_NOT_START);
        }
        int code = run(arguments);
        System.out.flush();
        System.exit(output.fault().filter(_ -> code == ExitCode.OK).map(Main::unsaid).orElse(code));
    }

    private static int unsaid(String reason) {
        PlainText.to(System.err).println("s3migrate: its output cannot be written: " + reason);
        return ExitCode.STOPPED;
    }

    /// Runs a command line.
    ///
    /// @return the exit code
    public static int run(String... arguments) {
        return run(commandLine(), arguments);
    }

    /// Picocli lets an `Error` pass.
    static int run(CommandLine commands, String... arguments) {
        try {
            return commands.execute(arguments);
        } catch (Error broke) {
            return ourFault(broke, commands);
        }
    }

    /// All commands, as `main` runs them.
    public static CommandLine commandLine() {
        return WrongUsage.allAtOnce(
                new CommandLine(new Main())
                        .setOut(PlainText.to(System.out))
                        .setErr(PlainText.to(System.err))
                        .setColorScheme(
                                CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(Main::explain));
    }

    /// One line for what a person can mend; a stack trace only for what is our fault.
    private static int explain(
            Exception broke, CommandLine command, CommandLine.ParseResult parsed) {
        if (broke instanceof CouldNotStart) {
            command.getErr().println("s3migrate: " + broke.getMessage());
            return ExitCode.COULD_NOT_START;
        }
        return ourFault(broke, command);
    }

    private static int ourFault(Throwable broke, CommandLine command) {
        command.getErr().println("s3migrate: this is a fault of s3migrate's own:");
        broke.printStackTrace(command.getErr());
        return ExitCode.SOME_FAILED;
    }
}
