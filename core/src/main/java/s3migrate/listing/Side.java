package s3migrate.listing;

import java.util.Optional;
import java.util.function.Function;
import s3migrate.object.ObjectSummary;

/// A listing by source keys, which can be seen one row ahead.
final class Side implements AutoCloseable {

    record Row(String sourceKey, ObjectSummary object) {}

    private final Listing listing;
    private final Function<String, Optional<String>> sourceKey;
    private Optional<Row> head = Optional.empty();

    /// @param sourceKey empty for rows that are no copy of any source object: they are left out
    Side(Listing listing, Function<String, Optional<String>> sourceKey) {
        this.listing = listing;
        this.sourceKey = sourceKey;
    }

    /// The row `take` will move past; empty at the end.
    Optional<Row> head() throws InterruptedException {
        while (head.isEmpty()) {
            var read = listing.next();
            if (read.isEmpty()) {
                return Optional.empty();
            }
            head = sourceKey.apply(read.get().key()).map(key -> new Row(key, read.get()));
        }
        return head;
    }

    void endAt(String key) {
        listing.endAt(key);
    }

    void take() {
        head = Optional.empty();
    }

    @Override
    public void close() {
        listing.close();
    }
}
