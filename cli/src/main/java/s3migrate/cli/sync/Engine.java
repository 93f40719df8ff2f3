package s3migrate.cli.sync;

/// How much of a machine copies take.
///
/// @param connections per side at once
/// @param partsAtOnce of one object, out of these
/// @param partBytes preferred size of parts
record Engine(int connections, int partsAtOnce, long partBytes) {}
