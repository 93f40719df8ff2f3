package s3migrate.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import s3migrate.time.Sleeper;

/// Where the demo tells what happens, and the time it happens in.
///
/// @param terminal whether a line can be renewed
record Screen(PrintStream out, boolean terminal, InstantSource clock, Sleeper sleeper) {

    void say(String line) {
        out.println(line);
    }

    Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
