package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import s3migrate.time.ManualTime;

class PrefixRatesTest {

    private final ManualTime time = new ManualTime();
    private final PrefixRates rates = new PrefixRates(time);

    @Test
    void idlePrefixesAreForgottenOnceThereAreMany() {
        ask("old", 999);
        time.pass(Duration.ofMinutes(2));
        ask("new", 2);

        assertThat(rates.size()).isEqualTo(2);
    }

    @Test
    void howMuchAPrefixTakesIsNotForgotten() {
        var slow = rates.of("slow");
        slow.reserved(time.instant());
        slow.refused(time.instant());
        time.pass(Duration.ofMinutes(2));
        ask("new", 2_000);

        assertThat(rates.of("slow")).isSameAs(slow);
    }

    @Test
    void manyThatAreAllInUseAreNotLookedThroughForEachNewOne() {
        ask("busy", 1_500);
        time.pass(Duration.ofMinutes(2));
        ask("new", 499);
        assertThat(rates.size()).as("not before there are twice as many").isEqualTo(1_999);

        ask("newer", 2);
        assertThat(rates.size()).isEqualTo(501);
    }

    private void ask(String name, int prefixes) {
        for (int i = 0; i < prefixes; i++) {
            rates.of(name + i).reserved(time.instant());
        }
    }
}
