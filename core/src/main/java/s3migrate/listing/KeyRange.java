package s3migrate.listing;

import java.util.Optional;
import s3migrate.object.KeyOrder;

/// The keys that sort behind `after`, up to `upTo` and with it; without `upTo`, to the last key.
/// None where both are the same, as it is where a prefix that is itself a key is taken away from
/// the end. Ranges `(a, b]` and `(b, c]` together are `(a, c]`: none of its keys is in both or in
/// neither.
public record KeyRange(String after, Optional<String> upTo) {

    /// Every key.
    public static final KeyRange ALL = new KeyRange("", Optional.empty());

    public KeyRange {
        if (upTo.isPresent() && KeyOrder.UTF_8.compare(after, upTo.get()) > 0) {
            throw new IllegalArgumentException(
                    "keys after \"%s\" up to \"%s\": accepted is an end that does not sort before the start"
                            .formatted(after, upTo.get()));
        }
    }

    /// Without the keys behind `key`.
    public KeyRange upTo(String key) {
        return new KeyRange(after, Optional.of(key));
    }

    /// Without `key` and those before it.
    public KeyRange behind(String key) {
        return new KeyRange(key, upTo);
    }

    public boolean contains(String key) {
        return KeyOrder.UTF_8.compare(key, after) > 0
                && (upTo.isEmpty() || KeyOrder.UTF_8.compare(key, upTo.get()) <= 0);
    }

    /// Whether no later key than `key` is in the range.
    public boolean endsBy(String key) {
        return upTo.isPresent() && KeyOrder.UTF_8.compare(key, upTo.get()) >= 0;
    }

    /// The range of the keys that have `to` where the keys of this range have the prefix `from`.
    /// Keys keep their order under that.
    public KeyRange withPrefix(String from, String to) {
        return new KeyRange(
                after.isEmpty() ? after : replaced(after, from, to),
                upTo.map(key -> replaced(key, from, to)));
    }

    private static String replaced(String key, String from, String to) {
        if (!key.startsWith(from)) {
            throw new IllegalArgumentException(
                    "bound \"%s\": accepted are keys under \"%s\"".formatted(key, from));
        }
        return to + key.substring(from.length());
    }
}
