package s3migrate.listing;

import java.util.Optional;
import java.util.function.Function;

/// Finds keys at which a range can be cut, so that either half has something to list. Serves many
/// threads.
///
/// A guess at the middle is sent to the store, and what is really behind it is the answer. Where a
/// guess finds nothing, the keys begin with more characters in common than was known: how many is
/// found by halving.
///
/// Nearly always the source tells enough: both sides have about the same keys, and each request
/// that finds nothing is one page less of what is really to be listed. The destination is searched
/// where the source has no key to cut at.
public final class SplitSearch {

    /// Halvings of what is left, once the common beginning is known.
    private static final int GUESSES = 8;

    private final TwoSides sides;
    private final KeySpace keys;

    /// What a search came upon.
    ///
    /// @param key one of the far half, none if nothing was found in time
    /// @param noneBehind the side that was searched has nothing between this and the end of the
    ///   range
    public record Found(Optional<String> key, Optional<String> noneBehind) {}

    public SplitSearch(TwoSides sides, KeySpace keys) {
        this.sides = sides;
        this.keys = keys;
    }

    /// Looks for a key between `low` and `high`, neither of which it is.
    ///
    /// @param noneBehind what an earlier search found of this range; else `high`
    /// @param shared what keys seen lately have in common, which begins `low`
    public Found find(
            String low, Optional<String> high, Optional<String> noneBehind, String shared) {
        var range = new KeyRange(low, high);
        var found =
                new Search(guess -> sides.firstAtSource(guess, range), range, noneBehind, shared)
                        .found();
        return found.key().isPresent()
                ? found
                : new Search(
                                guess -> sides.firstAtDestination(guess, range),
                                range,
                                noneBehind,
                                shared)
                        .found();
    }

    private final class Search {

        private final Function<String, Optional<String>> side;
        private final String low;
        private final int[] shared;
        private Optional<String> end;
        private Optional<String> nearest = Optional.empty();

        Search(
                Function<String, Optional<String>> side,
                KeyRange range,
                Optional<String> noneBehind,
                String shared) {
            this.side = side;
            this.low = range.after();
            this.end = noneBehind.filter(KeyRange.ALL.behind(low)::contains).or(() -> range.upTo());
            this.shared = shared.codePoints().toArray();
        }

        Found found() {
            var far = end.isPresent() ? middle(1) : Optional.<String>empty();
            if (far.isEmpty()) {
                narrow();
                far = middle(GUESSES);
            }
            return new Found(far.or(() -> nearest), end);
        }

        private Optional<String> middle(int guesses) {
            for (int i = 0; i < guesses; i++) {
                var guess = keys.middle(low, end);
                if (guess.isEmpty()) {
                    return guess;
                }
                var there = behind(guess.get());
                if (there.isPresent()) {
                    return there;
                }
                end = guess;
            }
            return Optional.empty();
        }

        /// All keys that are left begin with `none` code points of `shared`, and not with `some`.
        private void narrow() {
            int none = known();
            int some = shared.length + 1;
            while (some - none > 1) {
                int half = (none + some) / 2;
                var guess = successor(half);
                var there = guess.flatMap(this::behind);
                if (there.isPresent()) {
                    some = half;
                    nearest = there;
                } else {
                    none = half;
                    end = guess.or(() -> end);
                }
            }
        }

        private int known() {
            String prefix = sides.sourcePlace().prefix();
            String common = end.map(key -> KeySpace.commonPrefix(low, key)).orElse(prefix);
            String longer = common.length() > prefix.length() ? common : prefix;
            return Math.min(longer.codePointCount(0, longer.length()), shared.length);
        }

        private Optional<String> behind(String guess) {
            var there = side.apply(guess);
            there.ifPresent(keys::saw);
            return there;
        }

        /// The least text behind all that begin with the first `length` code points of `shared`.
        private Optional<String> successor(int length) {
            for (int last = length - 1; last >= 0; last--) {
                if (shared[last] < Character.MAX_CODE_POINT) {
                    int next = shared[last] + 1;
                    int legal =
                            next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
                    return Optional.of(new String(shared, 0, last) + Character.toString(legal));
                }
            }
            return Optional.empty();
        }
    }
}
