package s3migrate.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Guesses how many of the keys between two lie before a third, by the characters that keys were
/// seen to have at each place: as if each followed each other equally often. Serves many threads.
public final class SeenKeys {

    /// More places than that tell nothing that a double can hold.
    private static final int PLACES = 16;

    /// Where a key has no character left.
    private static final int END = -1;

    private final List<TreeSet<Integer>> places = new ArrayList<>(); // guarded by this

    /// Learns what a key has at its places.
    public synchronized void saw(String key) {
        int[] points = key.codePoints().toArray();
        for (int i = 0; i <= points.length; i++) {
            if (i == places.size()) {
                places.add(new TreeSet<>());
            }
            places.get(i).add(i < points.length ? points[i] : END);
        }
    }

    /// The share of the keys behind `low` that come before `key` or are it: 0 to 1.
    ///
    /// @param high none lies behind it; without it, nobody knows where they end
    public synchronized double share(String low, String key, Optional<String> high) {
        String common = high.map(end -> KeySpace.commonPrefix(low, end)).orElse("");
        int from = common.codePointCount(0, common.length());
        double begin = number(low, from);
        double end = high.map(last -> number(last, from)).orElse(1.0);
        return end > begin
                ? Math.clamp((number(key, from) - begin) / (end - begin), 0.0, 1.0)
                : 0.5;
    }

    /// Where a key is on the way from the first to the last that begin alike up to a place: 0 to 1.
    private double number(String key, int from) {
        int[] points = key.codePoints().skip(from).limit(PLACES).toArray();
        double number = 0;
        double width = 1;
        for (int i = 0; i < points.length && from + i < places.size(); i++) {
            var seen = places.get(from + i);
            width /= seen.size();
            number += width * seen.headSet(points[i]).size();
        }
        return number;
    }
}
