package s3migrate.sandbox.s3.operation;

import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Listing;
import s3migrate.sandbox.s3.wire.Query;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// The first version of ListObjectsV2, which s3cmd asks: a page begins after the last key of the
/// one before. Without a delimiter, as with one its pages end otherwise.
record ListObjects(Buckets buckets) implements Operation {
    private static final int MAX_KEYS = 1000;

    @Override
    public Response answer(Request request) {
        Bucket bucket = buckets.named(request.bucket());
        Query query = request.query();
        int limit = query.limit("max-keys", MAX_KEYS);
        Listing listing =
                limit == 0 ? new Listing(List.of(), Optional.empty()) : list(bucket, query, limit);
        KeyText keys = KeyText.of(query);
        Xml xml =
                Xml.document("ListBucketResult")
                        .element("Name", bucket.name())
                        .element("Prefix", keys.of(query.getOr("prefix", "")))
                        .element("Marker", keys.of(query.getOr("marker", "")))
                        .element("MaxKeys", limit)
                        .element("EncodingType", query.get("encoding-type"))
                        .element("IsTruncated", Boolean.toString(listing.next().isPresent()));
        listing.entries().stream()
                .map(Listing.Entry.Key.class::cast)
                .forEach(entry -> Contents.write(xml, request, keys, entry, true));
        return Response.xml(xml).with("x-amz-bucket-region", bucket.region());
    }

    private static Listing list(Bucket bucket, Query query, int limit) {
        return Listing.of(
                bucket.keys(),
                new Listing.Request(
                        query.getOr("prefix", ""), query.getOr("marker", ""), false, "", limit));
    }
}
