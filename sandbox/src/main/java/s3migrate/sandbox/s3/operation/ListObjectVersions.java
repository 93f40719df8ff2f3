package s3migrate.sandbox.s3.operation;

import java.util.List;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.DeleteMarker;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.VersionListing;
import s3migrate.sandbox.s3.wire.Query;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

/// All versions and delete markers of a bucket, in pages with two markers.
record ListObjectVersions(Buckets buckets) implements Operation {
    private static final int MAX_KEYS = 1000;

    @Override
    public Response answer(Request request) {
        Bucket bucket = buckets.named(request.bucket());
        Query query = request.query();
        checkMarkers(query);
        int limit = query.limit("max-keys", MAX_KEYS);
        VersionListing listing =
                limit == 0 ? new VersionListing(List.of(), false) : list(bucket, query, limit);
        KeyText keys = KeyText.of(query);
        Xml xml =
                Xml.document("ListVersionsResult")
                        .element("Name", bucket.name())
                        .element("Prefix", keys.of(query.getOr("prefix", "")))
                        .element("KeyMarker", keys.of(query.getOr("key-marker", "")))
                        .element("VersionIdMarker", query.getOr("version-id-marker", ""));
        if (listing.truncated()) {
            writeNext(xml, keys, listing.entries().getLast());
        }
        xml.element("MaxKeys", limit)
                .element("Delimiter", query.get("delimiter").map(keys::of))
                .element("EncodingType", query.get("encoding-type"))
                .element("IsTruncated", Boolean.toString(listing.truncated()));
        listing.entries().forEach(entry -> write(xml, request, keys, entry));
        return Response.xml(xml);
    }

    private static void checkMarkers(Query query) {
        if (query.get("version-id-marker").isPresent() && query.get("key-marker").isEmpty()) {
            throw S3Errors.invalidArgument(
                    "A version-id marker cannot be specified without a key marker.",
                    "version-id-marker",
                    query.getOr("version-id-marker", ""));
        }
        if (query.has("version-id-marker") && query.get("version-id-marker").isEmpty()) {
            throw S3Errors.invalidArgument(
                    "A version-id marker cannot be empty.", "version-id-marker", "");
        }
    }

    private static VersionListing list(Bucket bucket, Query query, int limit) {
        return VersionListing.of(
                bucket.keys(),
                new VersionListing.Request(
                        query.getOr("prefix", ""),
                        query.getOr("key-marker", ""),
                        query.get("version-id-marker"),
                        query.getOr("delimiter", ""),
                        limit));
    }

    private static void writeNext(Xml xml, KeyText keys, VersionListing.Entry last) {
        switch (last) {
            case VersionListing.Entry.Found(var key, var version, _) ->
                    xml.element("NextKeyMarker", keys.of(key))
                            .element("NextVersionIdMarker", version.versionId());
            case VersionListing.Entry.CommonPrefix(var prefix) ->
                    xml.element("NextKeyMarker", keys.of(prefix));
        }
    }

    private static void write(Xml xml, Request request, KeyText keys, VersionListing.Entry entry) {
        switch (entry) {
            case VersionListing.Entry.Found found -> write(xml, request, keys, found);
            case VersionListing.Entry.CommonPrefix(var prefix) ->
                    xml.open("CommonPrefixes").element("Prefix", keys.of(prefix)).close();
        }
    }

    private static void write(
            Xml xml, Request request, KeyText keys, VersionListing.Entry.Found found) {
        xml.open(found.version() instanceof DeleteMarker ? "DeleteMarker" : "Version")
                .element("Key", keys.of(found.key()))
                .element("VersionId", found.version().versionId())
                .element("IsLatest", Boolean.toString(found.latest()))
                .element("LastModified", Times.iso(found.version().lastModified()));
        if (found.version() instanceof ObjectVersion object) {
            xml.element("ETag", ResponseHeaders.quoted(object.etag()));
            object.checksum()
                    .ifPresent(checksum ->
                            xml.element("ChecksumAlgorithm", checksum.algorithm().name())
                                    .element("ChecksumType", checksum.type().name()));
            xml.element("Size", object.size())
                    .element("StorageClass", object.properties().storageClass());
            RestoreStatus.write(xml, request, object);
        }
        Owners.write(xml, "Owner", request.caller());
        xml.close();
    }
}
