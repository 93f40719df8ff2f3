package s3migrate.sandbox.s3.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One page of all versions and delete markers of a bucket: keys in listing order, versions of a
/// key newest first, keys with a common prefix up to the delimiter rolled into one entry. A page
/// may end within a key.
///
/// @param truncated whether there is more behind the last entry
public record VersionListing(List<Entry> entries, boolean truncated) {

    /// A line of a listing.
    public sealed interface Entry {
        /// A version or delete marker.
        record Found(String key, Version version, boolean latest) implements Entry {}

        /// All keys that begin with `prefix`.
        record CommonPrefix(String prefix) implements Entry {}
    }

    /// What a page is to hold.
    ///
    /// @param keyMarker the page begins behind this key, empty for the first page
    /// @param versionIdMarker the page begins behind this version of that key
    /// @param delimiter empty for none
    public record Request(
            String prefix,
            String keyMarker,
            Optional<String> versionIdMarker,
            String delimiter,
            int limit) {}

    public static VersionListing of(NavigableMap<String, KeyHistory> keys, Request request) {
        List<Entry> entries = new ArrayList<>();
        Map.Entry<String, KeyHistory> line = first(keys, request);
        while (line != null && line.getKey().startsWith(request.prefix())) {
            Optional<String> group =
                    Listing.group(line.getKey(), request.prefix(), request.delimiter());
            List<? extends Entry> here =
                    group.isPresent()
                            ? group(group.get(), request)
                            : versions(line.getKey(), line.getValue(), request);
            for (Entry entry : here) {
                if (entries.size() == request.limit()) {
                    return new VersionListing(entries, true);
                }
                entries.add(entry);
            }
            line =
                    group.isPresent()
                            ? Listing.firstAfterAllWith(group.get(), keys)
                            : keys.higherEntry(line.getKey());
        }
        return new VersionListing(entries, false);
    }

    private static Map.@Nullable Entry<String, KeyHistory> first(
            NavigableMap<String, KeyHistory> keys, Request request) {
        if (new KeyOrder().compare(request.keyMarker(), request.prefix()) < 0) {
            return keys.ceilingEntry(request.prefix());
        }
        return request.keyMarker().isEmpty() || request.versionIdMarker().isPresent()
                ? keys.ceilingEntry(request.keyMarker())
                : keys.higherEntry(request.keyMarker());
    }

    /// Nothing if the page before ended with this group.
    private static List<Entry.CommonPrefix> group(String group, Request request) {
        return request.keyMarker().startsWith(group)
                ? List.of()
                : List.of(new Entry.CommonPrefix(group));
    }

    /// A marker of a version that is gone by now begins the key anew: rather twice than never.
    private static List<Entry.Found> versions(String key, KeyHistory history, Request request) {
        List<Version> versions = history.versions();
        int from = 0;
        if (key.equals(request.keyMarker()) && request.versionIdMarker().isPresent()) {
            String marker = request.versionIdMarker().get();
            from = versions.stream().map(Version::versionId).toList().indexOf(marker) + 1;
        }
        return versions.stream()
                .skip(from)
                .map(version -> new Entry.Found(key, version, version.equals(history.latest())))
                .toList();
    }
}
