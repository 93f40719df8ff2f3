package s3migrate.cli.demo;

import java.time.Duration;

/// How amounts and times are written for people.
final class Written {

    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;
    private static final long SECONDS_ALONE = 120;

    private Written() {}

    /// Such as `261.6 MiB`, `4.1 GiB`.
    static String bytes(long bytes) {
        return bytes < GIB ? "%.1f MiB".formatted(bytes / MIB) : "%.1f GiB".formatted(bytes / GIB);
    }

    /// Such as `52.3 s`, `2 min 13 s`.
    static String time(Duration time) {
        return time.toSeconds() < SECONDS_ALONE
                ? "%.1f s".formatted(time.toMillis() / 1000.0)
                : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
