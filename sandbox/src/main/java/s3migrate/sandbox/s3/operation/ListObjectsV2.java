package s3migrate.sandbox.s3.operation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Listing;
import s3migrate.sandbox.s3.wire.Query;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// The current objects of a bucket in UTF-8 order, in pages. A continuation token holds the key the
/// next page begins with.
record ListObjectsV2(Buckets buckets) implements Operation {
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
                        .element("StartAfter", query.get("start-after").map(keys::of))
                        .element("ContinuationToken", query.get("continuation-token"))
                        .element("NextContinuationToken", listing.next().map(ListObjectsV2::token))
                        .element("KeyCount", listing.entries().size())
                        .element("MaxKeys", limit)
                        .element("Delimiter", query.get("delimiter").map(keys::of))
                        .element("EncodingType", query.get("encoding-type"))
                        .element("IsTruncated", Boolean.toString(listing.next().isPresent()));
        boolean owners = query.getOr("fetch-owner", "").equals("true");
        listing.entries().stream()
                .filter(Listing.Entry.Key.class::isInstance)
                .map(Listing.Entry.Key.class::cast)
                .forEach(entry -> Contents.write(xml, request, keys, entry, owners));
        listing.entries().stream()
                .filter(Listing.Entry.CommonPrefix.class::isInstance)
                .map(Listing.Entry.CommonPrefix.class::cast)
                .forEach(group ->
                        xml.open("CommonPrefixes")
                                .element("Prefix", keys.of(group.prefix()))
                                .close());
        return Response.xml(xml).with("x-amz-bucket-region", bucket.region());
    }

    private static Listing list(Bucket bucket, Query query, int limit) {
        Optional<String> token = query.get("continuation-token");
        String from = token.map(ListObjectsV2::key).orElse(query.getOr("start-after", ""));
        return Listing.of(
                bucket.keys(),
                new Listing.Request(
                        query.getOr("prefix", ""),
                        from,
                        token.isPresent(),
                        query.getOr("delimiter", ""),
                        limit));
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw S3Errors.invalidArgument(
                    "The continuation token provided is incorrect", "continuation-token", token);
        }
    }
}
