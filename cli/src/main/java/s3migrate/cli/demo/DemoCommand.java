package s3migrate.cli.demo;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Refusals;
import s3migrate.time.Sleeper;

/// `s3migrate demo`.
@Command(
        name = "demo",
        description = {
            "Runs the whole serverless system in a small AWS on this machine: no account, no cost.",
            "Half of the objects are in the source bucket before anything is deployed, and are found by a comparison;"
                    + " the others arrive while everything runs, and their events start copies. The workers are"
                    + " killed hard on the way. One object may not be read and one message cannot be done: both end"
                    + " in the list of failures. Both buckets are compared in the end."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  s3migrate demo --short",
            "  s3migrate demo --data ~/Pictures --keep",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all equal, but for what was to fail",
            "1:something else differs or failed",
            "2:wrong usage",
            "3:could not start",
            "130:ended by Ctrl-C"
        })
public final class DemoCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--short",
            description =
                    "200 small objects and one of 256 MiB, in less than a minute, instead of 2,000, 20 of 5 to 200 MB"
                            + " and one of 2 GiB.")
    private boolean brief;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Your own files: everything below DIR, of which nothing is to fail. They are only read.")
    private @Nullable Path data;

    @Option(
            names = "--keep",
            description =
                    "Leave everything running in the end, and say how to reach it, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description =
                    "Where the objects of both buckets are kept meanwhile (default: ${DEFAULT-VALUE}).")
    private Path temp = Path.of(".");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the source's S3 endpoint (default: any free one).")
    private int port;

    @Option(names = "--in-process", hidden = true)
    private boolean inProcess;

    @Override
    public Integer call() throws IOException {
        new Refusals(spec).unlessWithin("--port", port, 0, 65_535);
        var scenario = scenario();
        try (var _ = OrderlyEnd.ofThisThread();
                var directory = DemoDirectory.create(temp, scenario.bytes())) {
            var options = new DemoOptions(port, keep, inProcess);
            boolean asPlanned = new Demo(scenario, options, directory.path(), screen()).run();
            if (!asPlanned) {
                directory.keep();
                System.out.println("What is there to look at is in " + directory.path());
            }
            return asPlanned ? ExitCode.OK : ExitCode.SOME_FAILED;
        } catch (InterruptedException ended) {
            return ExitCode.INTERRUPTED;
        } catch (UncheckedIOException broke) {
            throw new CouldNotStart("the demo broke off: " + broke.getMessage(), broke);
        }
    }

    private Scenario scenario() {
        if (data == null) {
            return brief ? Scenario.brief() : Scenario.full();
        }
        if (brief) {
            throw new Refusals(spec).because("--short and --data exclude each other");
        }
        var files = DirectoryObjects.in(data);
        if (!files.leftOut().isEmpty()) {
            System.out.println(files.leftOutText());
        }
        return Scenario.ofFiles(files.objects());
    }

    private static Screen screen() {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Screen(System.out, terminal, InstantSource.system(), Sleeper.system());
    }
}
