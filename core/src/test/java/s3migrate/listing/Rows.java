package s3migrate.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import s3migrate.object.ETag;
import s3migrate.object.KeyOrder;
import s3migrate.object.ObjectSummary;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;

/// Listings made of given rows.
public final class Rows {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private Rows() {}

    static ObjectSummary row(String key, String etag, long size) {
        return new ObjectSummary(key, new ETag(etag), Optional.empty(), size, THEN, "STANDARD");
    }

    /// A row whose ETag is the MD5 of something named `content`.
    public static ObjectSummary row(String key, char content) {
        return row(key, String.valueOf(content).repeat(32), 7);
    }

    /// Answers as S3 does, but with pages of `pageSize` rows at most.
    static Function<ListingRequest, ListingPage> store(List<ObjectSummary> rows, int pageSize) {
        var sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> KeyOrder.UTF_8.compare(a.key(), b.key()));
        return request -> page(sorted, request, pageSize);
    }

    private static ListingPage page(
            List<ObjectSummary> sorted, ListingRequest request, int pageSize) {
        String after = request.continuation().orElse(request.after());
        var behind =
                sorted.stream()
                        .filter(row -> row.key().startsWith(request.prefix()))
                        .filter(row -> KeyOrder.UTF_8.compare(row.key(), after) > 0)
                        .limit(pageSize + 1L)
                        .toList();
        return behind.size() <= pageSize
                ? new ListingPage(behind, Optional.empty())
                : new ListingPage(
                        behind.subList(0, pageSize), Optional.of(behind.get(pageSize - 1).key()));
    }

    /// Every row of a listing, which is closed.
    static List<ObjectSummary> all(Listing listing) throws InterruptedException {
        try (listing) {
            var rows = new ArrayList<ObjectSummary>();
            for (var row = listing.next(); row.isPresent(); row = listing.next()) {
                rows.add(row.get());
            }
            return rows;
        }
    }
}
