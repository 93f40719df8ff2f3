package s3migrate.listing;

import java.util.Optional;
import s3migrate.listing.Difference.Extra;
import s3migrate.listing.Difference.Missing;
import s3migrate.object.KeyOrder;
import s3migrate.route.KeyMapping;

/// Walks the listings of both sides in step and says of each key what it is, in the order of source
/// keys.
///
/// A failure of either listing is an exception: no key is called missing or extra because the other
/// side could not be read. One instance serves one thread, which closes it, and with it the
/// listings.
public final class Comparison implements AutoCloseable {

    private final Side source;
    private final Side destination;
    private final KeyMapping mapping;
    private final Equality equality;
    private String reached = "";

    /// @param destination lists what `mapping` makes of the keys `source` lists
    public Comparison(Listing source, Listing destination, KeyMapping mapping, Equality equality) {
        this.source = new Side(source, Optional::of);
        this.destination = new Side(destination, mapping::sourceKey);
        this.mapping = mapping;
        this.equality = equality;
    }

    /// What the next key is; empty once both sides were read to their ends.
    public Optional<Compared> next() throws InterruptedException {
        var ours = source.head();
        var theirs = destination.head();
        if (ours.isEmpty() && theirs.isEmpty()) {
            return Optional.empty();
        }
        int order = order(ours, theirs);
        reached = (order <= 0 ? ours : theirs).orElseThrow().sourceKey();
        if (order <= 0) {
            source.take();
        }
        if (order >= 0) {
            destination.take();
        }
        return Optional.of(
                order < 0
                        ? new Missing(ours.orElseThrow().object())
                        : order > 0
                                ? new Extra(theirs.orElseThrow().object())
                                : equality.of(
                                        ours.orElseThrow().object(),
                                        theirs.orElseThrow().object()));
    }

    /// Reads no further than the page of either side that reaches this source key; any thread may
    /// ask for it. Answers behind it may still come.
    public void endAt(String sourceKey) {
        source.endAt(sourceKey);
        destination.endAt(mapping.destinationBound(sourceKey));
    }

    /// The source key of the latest answer; empty before the first. The keys up to it are answered.
    public String reached() {
        return reached;
    }

    /// A side at its end sorts behind every key.
    private static int order(Optional<Side.Row> ours, Optional<Side.Row> theirs) {
        if (ours.isEmpty()) {
            return 1;
        }
        return theirs.isEmpty()
                ? -1
                : KeyOrder.UTF_8.compare(ours.get().sourceKey(), theirs.get().sourceKey());
    }

    @Override
    public void close() {
        try (source;
                destination) {
            // Both, even if one close throws.
        }
    }
}
