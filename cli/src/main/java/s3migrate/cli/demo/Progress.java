package s3migrate.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import s3migrate.cli.options.Written;

/// One line on a terminal, renewed, and short enough for 80 columns; a line every few seconds where
/// the output is no terminal. One thread.
final class Progress {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Screen screen;
    private final Rate.Amount all;
    private final Instant start;
    private final Rate rate = new Rate();
    private Instant nextLine;
    private int width;

    /// @param all what is to arrive
    Progress(Screen screen, Rate.Amount all) {
        this.screen = screen;
        this.all = all;
        this.start = screen.clock().instant();
        this.nextLine = start;
        rate.now(start, new Rate.Amount(0, 0));
    }

    /// Called often: the pace is that between the calls.
    void show(Rate.Amount arrived, int kills) {
        var now = screen.clock().instant();
        rate.now(now, arrived);
        if (!screen.terminal() && now.isBefore(nextLine)) {
            return;
        }
        nextLine = now.plus(BETWEEN_LINES);
        write(
                "%s · %s/s · %s left%s"
                        .formatted(
                                amount(arrived),
                                Written.bytes((long) rate.bytesPerSecond()),
                                rounded(rate.timeFor(all)),
                                kills == 0 ? "" : " · %d killed".formatted(kills)));
    }

    /// How it ended stays on the screen.
    void end(Rate.Amount arrived) {
        write("%s · in %s".formatted(amount(arrived), Written.time(screen.since(start))));
        if (screen.terminal()) {
            screen.say("");
        }
    }

    private String amount(Rate.Amount arrived) {
        return "  %,d/%,d objects · %s"
                .formatted(
                        arrived.objects(),
                        all.objects(),
                        Written.bytes(arrived.bytes(), all.bytes()));
    }

    private static String rounded(Optional<Duration> left) {
        return left.map(time -> "%,d s".formatted(time.toSeconds())).orElse("?");
    }

    private void write(String text) {
        if (screen.terminal()) {
            screen.out().print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            screen.out().flush();
            width = text.length();
        } else {
            screen.say(text);
        }
    }
}
