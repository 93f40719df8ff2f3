package s3migrate.sandbox.s3.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One page of a bucket's current objects in key order, keys with a common prefix up to the
/// delimiter rolled into one entry.
///
/// @param next the first key of the next page, if there is one
public record Listing(List<Entry> entries, Optional<String> next) {

    /// A line of a listing.
    public sealed interface Entry {
        /// An object.
        record Key(String key, ObjectVersion object) implements Entry {}

        /// All keys that begin with `prefix`.
        record CommonPrefix(String prefix) implements Entry {}
    }

    /// What a page is to hold.
    ///
    /// @param from where to begin
    /// @param inclusive whether a key equal to `from` belongs to the page
    /// @param delimiter empty for none
    public record Request(
            String prefix, String from, boolean inclusive, String delimiter, int limit) {}

    public static Listing of(NavigableMap<String, KeyHistory> keys, Request request) {
        List<Entry> entries = new ArrayList<>();
        Map.Entry<String, KeyHistory> line = first(keys, request);
        while (line != null && line.getKey().startsWith(request.prefix())) {
            String key = line.getKey();
            Optional<ObjectVersion> object = line.getValue().current();
            Optional<String> group =
                    object.flatMap(_ -> group(key, request.prefix(), request.delimiter()));
            if (object.isPresent()) {
                if (entries.size() == request.limit()) {
                    return new Listing(entries, Optional.of(key));
                }
                entries.add(
                        group.<Entry>map(Entry.CommonPrefix::new)
                                .orElseGet(() -> new Entry.Key(key, object.get())));
            }
            line = group.isPresent() ? firstAfterAllWith(group.get(), keys) : keys.higherEntry(key);
        }
        return new Listing(entries, Optional.empty());
    }

    private static Map.@Nullable Entry<String, KeyHistory> first(
            NavigableMap<String, KeyHistory> keys, Request request) {
        if (new KeyOrder().compare(request.from(), request.prefix()) < 0) {
            return keys.ceilingEntry(request.prefix());
        }
        return request.inclusive()
                ? keys.ceilingEntry(request.from())
                : keys.higherEntry(request.from());
    }

    static Map.@Nullable Entry<String, KeyHistory> firstAfterAllWith(
            String prefix, NavigableMap<String, KeyHistory> keys) {
        Optional<String> successor = afterAllWith(prefix);
        return successor.isPresent() ? keys.ceilingEntry(successor.get()) : null;
    }

    /// The common prefix under which a key is listed, if it has one.
    static Optional<String> group(String key, String prefix, String delimiter) {
        if (delimiter.isEmpty()) {
            return Optional.empty();
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
    }

    /// The least string greater than all that begin with `prefix`; empty if there is none.
    static Optional<String> afterAllWith(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next =
                        last == Character.MIN_SURROGATE - 1
                                ? Character.MAX_SURROGATE + 1
                                : last + 1;
                return Optional.of(prefix.substring(0, end) + Character.toString(next));
            }
        }
        return Optional.empty();
    }
}
