package s3migrate.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.LongPredicate;
import s3migrate.object.ETag;
import s3migrate.object.KeyOrder;
import s3migrate.object.ObjectSummary;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;

/// Objects whose keys are computed from their place in the order: any number of them takes no
/// memory.
///
/// @param present which places have an object
record ComputedKeys(Shape shape, long count, LongPredicate present, ETag etag) {

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

    private static final long DAY = 50_000;

    static ComputedKeys all(Shape shape, long count) {
        return new ComputedKeys(shape, count, _ -> true, new ETag("0".repeat(32)));
    }

    /// Those of them whose place is such.
    ComputedKeys where(LongPredicate wanted) {
        return new ComputedKeys(shape, count, wanted, etag);
    }

    /// All of them with this ETag.
    ComputedKeys withETag(String other) {
        return new ComputedKeys(shape, count, present, new ETag(other));
    }

    /// One page of those that are there, as a store answers.
    ListingPage list(ListingRequest request) {
        long place =
                request.continuation()
                        .map(Long::parseLong)
                        .orElseGet(() -> behind(request.after()));
        var rows = new ArrayList<ObjectSummary>();
        while (place < count && rows.size() < request.maxKeys()) {
            if (present.test(place)) {
                rows.add(row(place));
            }
            place++;
        }
        return new ListingPage(
                rows, place < count ? Optional.of(Long.toString(place)) : Optional.empty());
    }

    private ObjectSummary row(long place) {
        return new ObjectSummary(
                key(place), etag, Optional.empty(), size(place), Instant.EPOCH, "STANDARD");
    }

    /// From 1 byte to 16 MiB, about as often in each power of two.
    static long size(long place) {
        return 1L << (Long.hashCode(place * 0x9E3779B97F4A7C15L) >>> 8) % 25;
    }

    String key(long place) {
        return switch (shape) {
            case UNIFORM ->
                    padded(Long.toHexString(place * (0x7fff_ffff_ffffL / count)), 12) + "/object";
            case FLAT -> "img" + padded(place, 9) + ".jpg";
            case SKEWED ->
                    place < count / 10
                            ? "cold/" + place * 10 / count + "/" + padded(place, 9)
                            : "hot/all/of/it/" + padded(place, 9);
            case DEEP -> deep(place / DAY, place % DAY);
        };
    }

    private static String deep(long day, long part) {
        return "data/"
                + (10 + day / 336)
                + "/"
                + (10 + day / 28 % 12)
                + "/"
                + (10 + day % 28)
                + "/host-"
                + part / 10_000
                + "/part-"
                + padded(part % 10_000, 5)
                + ".parquet";
    }

    private static String padded(long number, int digits) {
        return padded(Long.toString(number), digits);
    }

    private static String padded(String number, int digits) {
        return "0".repeat(digits - number.length()) + number;
    }

    private long behind(String bound) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (KeyOrder.UTF_8.compare(key(middle), bound) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
