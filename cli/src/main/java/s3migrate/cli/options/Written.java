package s3migrate.cli.options;

import java.time.Duration;

/// How amounts and times are written for people.
public final class Written {

    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;
    private static final long SECONDS_ALONE = 120;
    private static final long MINUTES_ALONE = 120;
    private static final long HOURS_ALONE = 72;

    private Written() {}

    /// Such as `261.6 MiB`, `4.1 GiB`.
    public static String bytes(long bytes) {
        return bytes < GIB ? "%.1f MiB".formatted(bytes / MIB) : "%.1f GiB".formatted(bytes / GIB);
    }

    /// Such as `64.0/261.6 MiB`.
    public static String bytes(long done, long all) {
        return all < GIB
                ? "%.1f/%.1f MiB".formatted(done / MIB, all / MIB)
                : "%.1f/%.1f GiB".formatted(done / GIB, all / GIB);
    }

    /// A number of things, such as `1 copy`, `2,000 copies`.
    public static String many(long number, String one, String several) {
        return "%,d %s".formatted(number, number == 1 ? one : several);
    }

    /// How long ago something was, such as `12 s ago`, `45 min ago`, `3 days ago`.
    public static String ago(Duration age) {
        return "%s ago".formatted(roughly(age));
    }

    /// Such as `12 s`, `45 min`, `30 h`, `3 days`.
    public static String roughly(Duration time) {
        if (time.toSeconds() < SECONDS_ALONE) {
            return "%d s".formatted(Math.max(0, time.toSeconds()));
        }
        if (time.toMinutes() < MINUTES_ALONE) {
            return "%d min".formatted(time.toMinutes());
        }
        return time.toHours() < HOURS_ALONE
                ? "%d h".formatted(time.toHours())
                : "%d days".formatted(time.toDays());
    }

    /// Such as `52.3 s`, `2 min 13 s`.
    public static String time(Duration time) {
        return time.toSeconds() < SECONDS_ALONE
                ? "%.1f s".formatted(time.toMillis() / 1000.0)
                : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
