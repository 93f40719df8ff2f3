package s3migrate.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.OddKeys;
import s3migrate.object.KeyOrder;
import s3migrate.object.ObjectLocation;

class KeySpaceTest {

    private record Gap(String low, Optional<String> high) {}

    @Test
    void theMiddleIsBetweenTheTwoAndALegalKey() {
        Cases.forAll(
                KeySpaceTest::gap,
                gap -> {
                    var middle = new KeySpace().middle(gap.low(), gap.high());
                    middle.ifPresent(key -> {
                        assertThat(KeyOrder.UTF_8.compare(gap.low(), key)).isNegative();
                        gap.high()
                                .ifPresent(high ->
                                        assertThat(KeyOrder.UTF_8.compare(key, high)).isNegative());
                        assertThat(new String(key.getBytes(UTF_8), UTF_8)).isEqualTo(key);
                        assertThat(key.getBytes(UTF_8).length)
                                .isBetween(1, ObjectLocation.MAX_KEY_BYTES);
                    });
                });
    }

    @Test
    void theMiddleHalvesWhatKeysAreMadeOf() {
        var keys = new KeySpace();
        "0123456789abcdef".chars().forEach(c -> keys.saw(Character.toString(c)));
        assertThat(keys.middle("a/0000", Optional.of("a/ffff")).orElseThrow()).startsWith("a/8");
        assertThat(keys.share("a/0000", "a/8000", "a/ffff")).isBetween(0.45, 0.65);
    }

    @Test
    void whatKeysHaveInCommonEndsBetweenCharacters() {
        assertThat(KeySpace.commonPrefix("x\ud83d\ude00", "x\ud83d\ude01")).isEqualTo("x");
        assertThat(KeySpace.commonPrefix("x\ud83d\ude00a", "x\ud83d\ude00b"))
                .isEqualTo("x\ud83d\ude00");
    }

    @Test
    void thereIsNoMiddleWithoutRoom() {
        assertThat(new KeySpace().middle("a", Optional.of("a\u0001"))).isEmpty();
    }

    private static Gap gap(RandomGenerator random) {
        String a = OddKeys.key(random);
        String b = OddKeys.key(random);
        int order = KeyOrder.UTF_8.compare(a, b);
        return order == 0
                ? new Gap(a, Optional.empty())
                : order < 0 ? new Gap(a, Optional.of(b)) : new Gap(b, Optional.of(a));
    }
}
