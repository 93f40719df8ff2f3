package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Listing;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Xml;

/// What a listing tells of an object.
final class Contents {
    private Contents() {}

    /// @param owner whether it says whose the object is
    static void write(
            Xml xml, Request request, KeyText keys, Listing.Entry.Key entry, boolean owner) {
        ObjectVersion object = entry.object();
        xml.open("Contents")
                .element("Key", keys.of(entry.key()))
                .element("LastModified", Times.iso(object.lastModified()))
                .element("ETag", ResponseHeaders.quoted(object.etag()));
        object.checksum()
                .ifPresent(checksum ->
                        xml.element("ChecksumAlgorithm", checksum.algorithm().name())
                                .element("ChecksumType", checksum.type().name()));
        xml.element("Size", object.size());
        if (owner) {
            Owners.write(xml, "Owner", request.caller());
        }
        xml.element("StorageClass", object.properties().storageClass());
        RestoreStatus.write(xml, request, object);
        xml.close();
    }
}
