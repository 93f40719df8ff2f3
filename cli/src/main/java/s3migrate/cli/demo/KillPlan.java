package s3migrate.cli.demo;

import java.util.Optional;

/// When a worker is killed hard, and how narrow the link is for that.
///
/// @param key the object in whose middle it happens; empty: in the middle of all
/// @param afterBytes of it that have arrived
/// @param bytesPerSecond from the beginning of the object until the kill, so that there is a middle
///   to hit; 0 for no limit
/// @param bytesPerSecondLater after the kill; 0 for no limit
record KillPlan(
        Optional<String> key, long afterBytes, long bytesPerSecond, long bytesPerSecondLater) {}
