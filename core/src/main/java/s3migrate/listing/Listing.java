package s3migrate.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import s3migrate.object.KeyOrder;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;

/// The rows of one side in a key range, in key order. While one page is read the next is on its
/// way, unless it is wanted one page at a time: two pages are the memory it needs.
///
/// A page that failed is an exception, now and at every later call, never the end of the listing.
/// `prefix` is S3's: any text, so "pre" also lists "prefix2/a". One instance serves one thread,
/// which closes it; another may call `endAt`.
public final class Listing implements AutoCloseable {

    private final Function<ListingRequest, ListingPage> store;
    private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
    private final boolean readsAhead;
    private volatile KeyRange range;
    private ListingRequest asked;
    private Optional<FutureTask<ListingPage>> ahead;
    private Iterator<ObjectSummary> rows = Collections.emptyIterator();
    private Optional<String> lastKey = Optional.empty();

    /// Asks for the first page at once.
    ///
    /// @param store answers one page, as an `ObjectStore` does
    public Listing(
            Function<ListingRequest, ListingPage> store,
            String bucket,
            String prefix,
            KeyRange range) {
        this(store, bucket, prefix, range, true);
    }

    /// @param readsAhead whether to ask for each page, the first too, before it is needed
    Listing(
            Function<ListingRequest, ListingPage> store,
            String bucket,
            String prefix,
            KeyRange range,
            boolean readsAhead) {
        this.readsAhead = readsAhead;
        this.store = store;
        this.range = range;
        this.asked = ListingRequest.first(bucket, prefix, asKey(range.after()));
        this.ahead = Optional.of(read(asked));
    }

    /// The next row; empty at the end of the range.
    ///
    /// @throws s3migrate.store.StoreException if a page could not be had
    /// @throws BrokenListingException if its keys are out of order or out of place
    public Optional<ObjectSummary> next() throws InterruptedException {
        while (!rows.hasNext()) {
            if (ahead.isEmpty()) {
                return Optional.empty();
            }
            turnTo(result(ahead.get()));
        }
        return Optional.of(rows.next());
    }

    /// Asks for no page behind the one that reaches `key`. Rows behind it may still come.
    void endAt(String key) {
        range = range.upTo(key);
    }

    private void turnTo(ListingPage page) {
        refuseStandstill(page);
        var inRange = inRange(page.objects());
        boolean ended = lastKey.isPresent() && range.endsBy(lastKey.get());
        asked = page.next().map(asked::next).orElse(asked);
        ahead = ended ? Optional.empty() : page.next().map(_ -> read(asked));
        rows = inRange.iterator();
    }

    /// Some stores answer a start they do not know with the listing's beginning, and one cut to a
    /// legal length sorts before the range: rows outside of it are left out here.
    private List<ObjectSummary> inRange(List<ObjectSummary> page) {
        var inRange = new ArrayList<ObjectSummary>(page.size());
        var before = lastKey;
        for (var row : page) {
            refuseDisorder(before, row.key());
            before = Optional.of(row.key());
            if (range.contains(row.key())) {
                inRange.add(row);
            }
        }
        lastKey = before;
        return inRange;
    }

    private void refuseDisorder(Optional<String> before, String key) {
        if (before.isPresent() && KeyOrder.UTF_8.compare(before.get(), key) >= 0) {
            throw new BrokenListingException(
                    "list %s: key \"%s\" came after \"%s\": accepted is UTF-8 order, which directory buckets and some S3-compatible stores do not keep"
                            .formatted(place(), key, before.get()));
        }
        if (!key.startsWith(asked.prefix())) {
            throw new BrokenListingException(
                    "list %s: key \"%s\" came: accepted are keys under the prefix"
                            .formatted(place(), key));
        }
    }

    private void refuseStandstill(ListingPage page) {
        if (page.next().isPresent()
                && page.objects().isEmpty()
                && page.next().equals(asked.continuation())) {
            throw new BrokenListingException(
                    "list %s: an empty page goes on where it began, at token \"%s\""
                            .formatted(place(), page.next().get()));
        }
    }

    private String place() {
        return "s3://" + asked.bucket() + "/" + asked.prefix();
    }

    private FutureTask<ListingPage> read(ListingRequest request) {
        var page = new FutureTask<>(() -> store.apply(request));
        if (readsAhead) {
            reader.execute(page);
        }
        return page;
    }

    private ListingPage result(FutureTask<ListingPage> page) throws InterruptedException {
        if (!readsAhead) {
            page.run();
        }
        try {
            return page.get();
        } catch (ExecutionException failed) {
            switch (Objects.requireNonNull(failed.getCause())) {
                case RuntimeException broke -> throw broke;
                case Error broke -> throw broke;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /// The longest beginning of a bound that may be sent as a key.
    static String asKey(String bound) {
        int end = bound.length();
        while (bound.substring(0, end).getBytes(UTF_8).length > ObjectLocation.MAX_KEY_BYTES) {
            end = bound.offsetByCodePoints(end, -1);
        }
        return bound.substring(0, end);
    }

    /// Ends a request that is still on its way.
    @Override
    public void close() {
        reader.shutdownNow();
        reader.close();
    }
}
