package s3migrate.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import s3migrate.object.KeyOrder;
import s3migrate.object.ObjectLocation;

/// Keys as points on a line, so that there is a middle between two of them: each code point behind
/// what both begin with is a digit, out of the code points that keys were seen to be made of.
///
/// What it finds are whole code points, and no longer than a key. Serves many threads.
public final class KeySpace {

    /// Stand for the scripts whose characters nobody has seen yet.
    private static final String SCRIPTS =
            "09AZaz\u00e9\u0434\u3042\u4e00\uac00\ud83d\ude00\ud840\udc00\ud880\udc00";

    /// Digits together stay below 2^62.
    private static final int BITS = 62;

    private volatile int[] alphabet;

    public KeySpace() {
        alphabet = SCRIPTS.codePoints().sorted().toArray();
    }

    /// Learns what a key is made of.
    public void saw(String key) {
        int[] known = alphabet;
        if (!key.codePoints().allMatch(c -> Arrays.binarySearch(known, c) >= 0)) {
            learn(key);
        }
    }

    private synchronized void learn(String key) {
        var all = new TreeSet<Integer>();
        Arrays.stream(alphabet).forEach(all::add);
        key.codePoints().forEach(all::add);
        alphabet = all.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Something about halfway between the two, and between them for certain; empty if there is no
    /// room.
    ///
    /// @param high without it, the end of all keys
    public Optional<String> middle(String low, Optional<String> high) {
        var line = new Line(low, high);
        return Optional.of(line.common + line.middle())
                .map(KeySpace::legal)
                .filter(key -> KeyOrder.UTF_8.compare(low, key) < 0)
                .filter(key -> high.isEmpty() || KeyOrder.UTF_8.compare(key, high.get()) < 0);
    }

    /// How much of the way from `low` to `high` is behind at `key`: 0 to 1.
    public double share(String low, String key, String high) {
        var line = new Line(low, Optional.of(high));
        double whole = (double) (line.high - line.low);
        return whole <= 0
                ? 0
                : Math.clamp((double) (line.number(key) - line.low) / whole, 0.0, 1.0);
    }

    /// Cut to a legal length, between code points.
    private static String legal(String key) {
        String cut = key;
        while (cut.getBytes(UTF_8).length > ObjectLocation.MAX_KEY_BYTES) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    /// What two keys have in common, and numbers for what follows.
    private final class Line {

        private final int[] points = alphabet;
        private final long base = points.length + 1L;
        private final int digits =
                Math.max(1, (int) (BITS * Math.log(2) / Math.log((double) base)));
        private final String common;
        private final int lowPoint;
        private final int highPoint;
        private final long low;
        private final long high;

        Line(String low, Optional<String> high) {
            common = high.map(end -> commonPrefix(low, end)).orElse("");
            lowPoint = low.length() == common.length() ? 0 : low.codePointAt(common.length());
            highPoint =
                    high.map(end -> end.codePointAt(common.length()))
                            .orElse(Character.MAX_CODE_POINT);
            this.low = number(low);
            this.high = high.map(this::number).orElseGet(() -> power(digits) - 1);
        }

        /// Where no character is known between the first two that differ, any may be there.
        String middle() {
            int steps = highPoint - lowPoint;
            if (steps > 1 && digit(highPoint) - digit(lowPoint) <= 1) {
                int half = lowPoint + steps / 2;
                boolean surrogate =
                        half >= Character.MIN_SURROGATE && half <= Character.MAX_SURROGATE;
                return Character.toString(surrogate ? Character.MAX_SURROGATE + 1 : half);
            }
            return text(low + (high - low) / 2);
        }

        /// Digit 0 is the end of a key: it sorts before all that go on.
        long number(String key) {
            if (!key.startsWith(common)) {
                return KeyOrder.UTF_8.compare(key, common) < 0 ? 0 : power(digits) - 1;
            }
            int[] rest = key.substring(common.length()).codePoints().limit(digits).toArray();
            long number = 0;
            for (int i = 0; i < digits; i++) {
                number = number * base + (i < rest.length ? digit(rest[i]) : 0);
            }
            return number;
        }

        String text(long number) {
            var text = new StringBuilder();
            long left = number;
            for (int i = digits - 1; i >= 0; i--) {
                int digit = (int) (left / power(i));
                if (digit == 0) {
                    break;
                }
                text.appendCodePoint(points[digit - 1]);
                left %= power(i);
            }
            return text.toString();
        }

        private long digit(int codePoint) {
            int at = Arrays.binarySearch(points, codePoint);
            return at >= 0 ? at + 1 : -at - 1;
        }

        private long power(int exponent) {
            long power = 1;
            for (int i = 0; i < exponent; i++) {
                power *= base;
            }
            return power;
        }
    }

    /// What both begin with; never ends within a code point.
    public static String commonPrefix(String a, String b) {
        int length = Math.min(a.length(), b.length());
        int i = 0;
        while (i < length && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        boolean cutsPair = i > 0 && Character.isHighSurrogate(a.charAt(i - 1));
        return a.substring(0, cutsPair ? i - 1 : i);
    }
}
