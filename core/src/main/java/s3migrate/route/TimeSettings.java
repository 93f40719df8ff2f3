package s3migrate.route;

import java.time.Duration;
import java.time.Instant;
import s3migrate.time.Backoff;

/// Times a worker keeps. Work ends `margin` before the time-out, no Complete begins with less than
/// `completeMargin` left. A message at work stays invisible for `visibility`, renewed; a lease
/// lasts `lease`. A request without an answer may still land for `settle`. `backoff` is for
/// messages that go back. A message of a paused route stays away for `paused` at most; every
/// `probe` one of them is let through.
public record TimeSettings(
        Duration margin,
        Duration completeMargin,
        Duration visibility,
        Duration lease,
        Duration settle,
        Backoff backoff,
        Duration paused,
        Duration probe) {

    private static final long HOUR = 3_600;

    /// SQS keeps a message invisible for 12 hours since it was received, work on it included.
    private static final long LONGEST_WAIT = 11 * HOUR;

    /// What a killed worker may cost is two minutes, in which the next one has to start as well.
    private static final long SIGN_OF_LIFE = 105;

    /// How long a message stays away of what has waited since `since`: as long again, so that what
    /// is soon mended soon goes on, and a message is received a few times in the first hour, and
    /// then once an hour.
    public Duration waitingSince(Instant since, Instant now) {
        var again = Duration.between(since, now);
        var least = probe.compareTo(paused) < 0 ? probe : paused;
        return again.compareTo(least) < 0 ? least : again.compareTo(paused) > 0 ? paused : again;
    }

    static TimeSettings read(SettingsReader env) {
        return new TimeSettings(
                margin(env),
                env.seconds("CompleteMarginSeconds", 120, 1, HOUR),
                env.seconds("VisibilitySeconds", SIGN_OF_LIFE, 2, HOUR),
                lease(env),
                env.seconds("SettleSeconds", 120, 1, HOUR),
                backoff(env),
                env.seconds("PausedSeconds", HOUR, 1, LONGEST_WAIT),
                env.seconds("ProbeSeconds", 180, 1, HOUR));
    }

    static Duration margin(SettingsReader env) {
        return env.seconds("MarginSeconds", 30, 1, HOUR);
    }

    static Duration lease(SettingsReader env) {
        return env.seconds("LeaseSeconds", SIGN_OF_LIFE, 2, HOUR);
    }

    private static Backoff backoff(SettingsReader env) {
        var first = env.seconds("BackoffSeconds", 10, 1, HOUR);
        var longest = env.seconds("MaxBackoffSeconds", 900, 1, LONGEST_WAIT);
        if (longest.compareTo(first) < 0) {
            env.faults()
                    .add(
                            "MaxBackoffSeconds %d: accepted is BackoffSeconds (%d) or more"
                                    .formatted(longest.toSeconds(), first.toSeconds()));
            return new Backoff(first, first);
        }
        return new Backoff(first, longest);
    }
}
