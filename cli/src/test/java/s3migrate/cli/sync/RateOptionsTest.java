package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import s3migrate.route.RateCaps.Cap;

class RateOptionsTest {

    @Command
    private static final class Some {
        @Mixin private RateOptions rates = new RateOptions();
    }

    @Test
    void eachSideHasItsOwn() {
        var rates =
                parsed(
                        "--source-tpslimit=0.5",
                        "--source-bwlimit=512K",
                        "--dest-tpslimit=100",
                        "--dest-bwlimit=1.5G");

        assertThat(rates.source()).isEqualTo(new Cap(Optional.of(0.5), Optional.of(524_288.0)));
        assertThat(rates.destination())
                .isEqualTo(new Cap(Optional.of(100.0), Optional.of(1.5 * (1 << 30))));
    }

    @Test
    void withoutThemThereIsNoCap() {
        assertThat(parsed().source()).isEqualTo(Cap.NONE);
        assertThat(parsed().destination()).isEqualTo(Cap.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "--source-tpslimit=0,accepted is a number above 0 and below 1",
        "--dest-tpslimit=fast,accepted is a number above 0 and below 1",
        "--source-bwlimit=50,accepted is a number above 0 with K",
        "--dest-bwlimit=0M,accepted is a number above 0 with K",
        "--dest-bwlimit=-1M,accepted is a number above 0 with K"
    })
    void whatItDoesNotMeanIsRefusedWithWhatItTakes(String argument, String accepted) {
        assertThatThrownBy(() -> parsed(argument))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(accepted);
    }

    private static RateOptions parsed(String... arguments) {
        var some = new Some();
        new CommandLine(some).parseArgs(arguments);
        return some.rates;
    }
}
