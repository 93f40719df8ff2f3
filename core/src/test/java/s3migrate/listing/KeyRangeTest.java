package s3migrate.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.OddKeys;
import s3migrate.object.KeyOrder;

class KeyRangeTest {

    private record Split(String at, String key) {
        static Split next(RandomGenerator random) {
            return new Split(OddKeys.key(random), OddKeys.key(random));
        }
    }

    @Test
    void startsBehindItsStartAndEndsWithItsEnd() {
        var range = new KeyRange("b", Optional.of("d"));
        assertThat(range.contains("b")).isFalse();
        assertThat(range.contains("b\u0001")).isTrue();
        assertThat(range.contains("d")).isTrue();
        assertThat(range.contains("d\u0001")).isFalse();
    }

    @Test
    void everyKeyIsInOneHalfOfASplit() {
        Cases.forAll(
                Split::next,
                split -> {
                    var left = new KeyRange("", Optional.of(split.at));
                    var right = new KeyRange(split.at, Optional.empty());
                    assertThat(left.contains(split.key)).isNotEqualTo(right.contains(split.key));
                });
    }

    @Test
    void keepsItsKeysUnderAnotherPrefix() {
        Cases.forAll(
                Split::next,
                split -> {
                    var range = new KeyRange("p" + split.at, Optional.empty());
                    var moved = range.withPrefix("p", "q/\ud83d\ude00");
                    assertThat(moved.contains("q/\ud83d\ude00" + split.key))
                            .isEqualTo(KeyOrder.UTF_8.compare(split.key, split.at) > 0);
                });
    }

    @Test
    void theBeginningStaysTheBeginningUnderAnotherPrefix() {
        assertThat(KeyRange.ALL.withPrefix("p", "q")).isEqualTo(KeyRange.ALL);
    }

    /// The key "p" goes nowhere without its prefix, and no key is up to there.
    @Test
    void upToThePrefixItselfThereIsNoKey() {
        var none = new KeyRange("", Optional.of("p")).withPrefix("p", "");
        assertThat(none.contains("a")).isFalse();
        assertThat(none.endsBy("\u0001")).isTrue();
    }

    @Test
    void refusesAnEndBeforeItsStart() {
        assertThatThrownBy(() -> new KeyRange("\ud83d\ude00", Optional.of("\uff5e")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "keys after \"\ud83d\ude00\" up to \"\uff5e\": accepted is an end that does"
                                + " not sort before the start");
    }

    @Test
    void refusesABoundThatIsNotUnderThePrefix() {
        assertThatThrownBy(() -> new KeyRange("q", Optional.empty()).withPrefix("p", "d/p"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound \"q\": accepted are keys under \"p\"");
    }
}
