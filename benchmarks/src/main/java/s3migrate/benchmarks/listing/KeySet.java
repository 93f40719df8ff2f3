package s3migrate.benchmarks.listing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;

/// Keys that are computed from their place in the order, so that any number of them takes no
/// memory.
///
/// @param count how many, up to a thousand million
record KeySet(Shape shape, long count) {
    private static final int DIGITS = 9;
    private static final long DAY = 50_000;

    /// What keys look like.
    enum Shape {
        /// Hex numbers all over the range.
        UNIFORM,
        /// Nine keys of ten under the last of a few folders.
        SKEWED,
        /// One folder, numbered.
        FLAT,
        /// Year, month, day, host.
        DEEP
    }

    static KeySet of(String bucket) {
        String[] words = bucket.split("-", 3);
        return new KeySet(
                Shape.valueOf(words[1].toUpperCase(Locale.ROOT)), Long.parseLong(words[2]));
    }

    /// The bucket whose keys these are.
    ///
    /// @param side tells two of them apart
    String bucket(String side) {
        return side + "-" + shape.name().toLowerCase(Locale.ROOT) + "-" + count;
    }

    byte[] key(long place) {
        return text(place).getBytes(US_ASCII);
    }

    private String text(long place) {
        return switch (shape) {
            case UNIFORM -> hex(place * (0x7fff_ffff_ffffL / count));
            case FLAT -> "img" + padded(place) + ".jpg";
            case SKEWED ->
                    place < count / 10
                            ? "cold/" + place * 10 / count + "/" + padded(place)
                            : "hot/all/of/it/" + padded(place);
            case DEEP -> deep(place);
        };
    }

    private static String deep(long place) {
        long day = place / DAY;
        long rest = place % DAY;
        return "data/%02d/%02d/%02d/host-%d/part-%05d.parquet"
                .formatted(
                        10 + day / 336,
                        10 + day / 28 % 12,
                        10 + day % 28,
                        rest / 10_000,
                        rest % 10_000);
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(12 - digits.length()) + digits + "/object";
    }

    private static String padded(long value) {
        String digits = Long.toString(value);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /// The place of the first key behind `bound`.
    long behind(byte[] bound) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(key(middle), bound) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
