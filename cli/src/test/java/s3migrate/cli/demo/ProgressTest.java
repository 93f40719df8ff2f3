package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long MIB = 1L << 20;
    private static final Rate.Amount ALL = new Rate.Amount(1_201, 300 * MIB);

    private final ScreenText screen = new ScreenText();

    @Test
    void aLineEveryFiveSecondsWhereThereIsNoTerminal() {
        var progress = new Progress(screen.piped(), ALL);
        for (int second = 0; second <= 10; second++) {
            progress.show(new Rate.Amount(100 * second, 20L * second * MIB), second / 10);
            screen.time.pass(Duration.ofSeconds(1));
        }
        progress.end(ALL);

        assertThat(screen.text())
                .isEqualTo(
                        """
                          0 of 1,201 objects · 0.0 MiB of 300.0 MiB · 0.0 MiB/s · ? left
                          500 of 1,201 objects · 100.0 MiB of 300.0 MiB · 20.0 MiB/s · 8 s left
                          1,000 of 1,201 objects · 200.0 MiB of 300.0 MiB · 20.0 MiB/s · 3 s left · 1 killed
                          1,201 of 1,201 objects · 300.0 MiB of 300.0 MiB · in 11.0 s
                        """);
    }

    @Test
    void oneLineIsRenewedOnATerminal() {
        var progress = new Progress(screen.terminal(), ALL);
        progress.show(new Rate.Amount(0, 0), 0);
        progress.end(ALL);

        assertThat(screen.text())
                .isEqualTo(
                        "\r  0 of 1,201 objects · 0.0 MiB of 300.0 MiB · 0.0 MiB/s · ? left"
                                + "\r  1,201 of 1,201 objects · 300.0 MiB of 300.0 MiB · in 0.0 s    \n");
    }
}
