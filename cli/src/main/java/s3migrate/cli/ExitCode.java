package s3migrate.cli;

/// What the process ends with; scripts may rely on it.
public final class ExitCode {

    /// Nothing failed: everything is equal, or left as it is because somebody asked for that.
    public static final int OK = 0;

    /// Some objects failed or differ.
    public static final int SOME_FAILED = 1;

    /// The command line is wrong.
    public static final int USAGE = 2;

    /// Nothing was begun.
    public static final int COULD_NOT_START = 3;

    /// Stopped on the way, because no object of the route can pass, the state directory fails, or
    /// what it prints cannot be written.
    public static final int STOPPED = 4;

    /// Ended by Ctrl-C, as shells number it.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
