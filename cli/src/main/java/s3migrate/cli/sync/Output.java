package s3migrate.cli.sync;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import s3migrate.route.Route;
import s3migrate.time.Heartbeat;

/// Where a command tells what it does: the report on standard output, progress and complaints on
/// standard error.
///
/// @param live whether lines can be renewed
/// @param cursor what moves the cursor, where lines can be renewed; `err` lets no such thing pass
record Output(PrintWriter out, PrintWriter err, boolean json, boolean live, PrintWriter cursor) {

    static Output of(CommandLine command, boolean json) {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(c -> c.isTerminal()).isPresent();
        return new Output(
                command.getOut(),
                command.getErr(),
                json,
                terminal && !json,
                new PrintWriter(System.err, true, System.err.charset()));
    }

    /// Shows how far the route is until the answer is closed.
    Heartbeat.Running progress(OpenRoute open) {
        return new SyncProgress(this, open.tallies(), open.failures()).start(Heartbeat.system());
    }

    /// Which of several routes is next.
    void announce(Route route) {
        if (!json) {
            out.printf("%s to %s%n", route.source(), route.destination());
            out.flush();
        }
    }

    void print(Report report) {
        if (json) {
            report.printJson(out);
        } else {
            report.print(out);
        }
        out.flush();
    }

    void complain(String what) {
        err.println("s3migrate: " + what);
        err.flush();
    }
}
