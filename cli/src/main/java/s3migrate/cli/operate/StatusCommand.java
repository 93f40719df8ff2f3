package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import s3migrate.cli.ExitCode;

/// `s3migrate status`.
@Command(
        name = "status",
        description = {
            "Says where a deployed system stands: each route, the queues, what is being copied, what failed.",
            "It is found by the SSM parameter that its deployment wrote, in the profile's account and region."
        },
        footer = {
            "  s3migrate status",
            "  s3migrate status photos-to-china --profile prod --region eu-west-1",
            "  s3migrate status --json"
        },
        exitCodeList = {
            "0:all well",
            "1:objects failed, or dead letters lie there",
            "2:wrong usage",
            "3:could not ask",
            "4:a route waits for a person"
        })
public final class StatusCommand extends SystemCommand {

    @Parameters(
            paramLabel = "ROUTE",
            arity = "0..*",
            description = "Routes by name (default: all).")
    private List<String> routes = List.of();

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Override
    int run(DeployedSystem system, PrintWriter out) {
        var status = SystemStatus.of(system, system.routes(routes));
        if (json) {
            out.println(new StatusJson(status).line());
        } else {
            new StatusText(status).print(out);
        }
        if (status.waitsForAPerson()) {
            return ExitCode.STOPPED;
        }
        return status.someFailed() ? ExitCode.SOME_FAILED : ExitCode.OK;
    }
}
