package s3migrate.cli.sync;

import java.io.PrintWriter;

/// What a command has to say at its end.
interface Report {

    /// What the process ends with.
    int exitCode();

    /// For people.
    void print(PrintWriter out);

    /// For programs, an object a line.
    void printJson(PrintWriter out);
}
