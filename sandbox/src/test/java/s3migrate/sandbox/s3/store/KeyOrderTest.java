package s3migrate.sandbox.s3.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    @Test
    void putsAnEmojiAfterAFullWidthTilde() {
        assertThat(List.of("\uD83D\uDE00", "\uFF5E", "z").stream().sorted(new KeyOrder()))
                .containsExactly("z", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    void isTheOrderOfUnsignedUtf8Bytes() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            String left = anyKey(random);
            String right = anyKey(random);
            int expected =
                    Arrays.compareUnsigned(
                            left.getBytes(StandardCharsets.UTF_8),
                            right.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(new KeyOrder().compare(left, right)))
                    .as("%s against %s", left, right)
                    .isEqualTo(Integer.signum(expected));
        }
    }

    private static String anyKey(Random random) {
        int[] alphabet = {
            'a', '/', 0x7F, 0xE9, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFF5E, 0x10000, 0x1F600, 0x10FFFF
        };
        return Stream.generate(() -> Character.toString(alphabet[random.nextInt(alphabet.length)]))
                .limit(random.nextInt(5))
                .collect(Collectors.joining());
    }
}
