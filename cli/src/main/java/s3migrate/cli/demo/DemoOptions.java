package s3migrate.cli.demo;

/// How the demo runs.
///
/// @param port of the source's https endpoint; 0 for any free one
/// @param keep whether all stays up after the comparison, until Ctrl-C
/// @param inProcess whether the functions run in this JVM even where they need not
record DemoOptions(int port, boolean keep, boolean inProcess) {}
