package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import s3migrate.cli.ExitCode;
import s3migrate.cli.options.Refusals;

/// `s3migrate redrive`.
@Command(
        name = "redrive",
        description = {
            "Sends what failed again, as it is at the source now: all, of a route, or for a reason.",
            "Objects are taken from the ledger, also after the 14 days of the dead-letter queues; dead letters of"
                    + " the same objects are removed."
        },
        footer = {
            "  s3migrate redrive",
            "  s3migrate redrive --route photos-to-china --reason kms:Decrypt"
        },
        exitCodeList = {
            "0:sent, if there was any",
            "2:wrong usage",
            "3:could not ask, or broke off"
        })
public final class RedriveCommand extends SystemCommand {

    @Mixin private FailureSelection selection = new FailureSelection();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public List<Runnable> checks(Refusals refusals) {
        return List.of(selection.check(refusals));
    }

    @Override
    int run(DeployedSystem system, PrintWriter out) {
        system.routes(selection.routes());
        var result = new Redrive(system, system.routes()).run(selection::takes, selection::takes);
        if (json) {
            out.println(
                    Json.line(
                            Map.of(
                                    "objects", result.objects(),
                                    "dead_letters_replaced", result.replaced(),
                                    "dead_letters_returned", result.returned())));
        } else {
            out.printf(
                    "Sent %,d failed objects again; removed %,d dead letters of theirs; sent %,d other dead letters back to their queue.%n",
                    result.objects(), result.replaced(), result.returned());
        }
        return ExitCode.OK;
    }
}
