package s3migrate.ledger.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Failure;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.Proof;
import s3migrate.ledger.UploadRecord;
import s3migrate.ledger.Way;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads one item as an entry. Throws IllegalArgumentException where an attribute is missing or of
/// another kind: somebody else wrote the item.
record ItemEntries(Map<String, AttributeValue> item) {

    static LedgerEntry entry(Map<String, AttributeValue> item) {
        return new ItemEntries(item).entry();
    }

    private LedgerEntry entry() {
        return new LedgerEntry(
                destination(),
                number(Attribute.GENERATION),
                LedgerEntry.State.valueOf(text(Attribute.STATE)),
                source(),
                has(Attribute.OWNER)
                        ? Optional.of(new Lease(text(Attribute.OWNER), time(Attribute.LEASE_UNTIL)))
                        : Optional.empty(),
                has(Attribute.UPLOAD_ID) ? Optional.of(upload()) : Optional.empty(),
                has(Attribute.EVIDENCE) ? Optional.of(proof()) : Optional.empty(),
                Math.toIntExact(number(Attribute.TRIES)),
                Math.toIntExact(number(Attribute.RESTARTS)),
                has(Attribute.REASON) ? Optional.of(failure()) : Optional.empty(),
                time(Attribute.STARTED),
                time(Attribute.UPDATED));
    }

    private ObjectLocation destination() {
        return location(text(Attribute.KEY));
    }

    /// The destination an item's key names.
    static ObjectLocation location(String key) {
        int slash = key.indexOf('/');
        return new ObjectLocation(key.substring(0, Math.max(slash, 0)), key.substring(slash + 1));
    }

    private PinnedObject source() {
        return new PinnedObject(
                new ObjectLocation(text(Attribute.SOURCE_BUCKET), text(Attribute.SOURCE_KEY)),
                new ETag(text(Attribute.SOURCE_ETAG)),
                find(Attribute.SOURCE_VERSION_ID),
                number(Attribute.SIZE));
    }

    private UploadRecord upload() {
        return new UploadRecord(
                text(Attribute.UPLOAD_ID),
                number(Attribute.PART_BYTES),
                ChecksumAlgorithm.valueOf(text(Attribute.CHECKSUM_ALGORITHM)),
                find(Attribute.UPLOAD_OPTIONS));
    }

    private Proof proof() {
        return new Proof(
                Evidence.valueOf(text(Attribute.EVIDENCE)),
                find(Attribute.WAY).map(Way::valueOf),
                new ETag(text(Attribute.WRITTEN_ETAG)),
                find(Attribute.WRITTEN_VERSION_ID));
    }

    private Failure failure() {
        return new Failure(
                time(Attribute.FIRST_FAILURE),
                time(Attribute.LAST_FAILURE),
                text(Attribute.REASON));
    }

    private boolean has(String name) {
        return item.containsKey(name);
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    private String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is no string"));
    }

    private long number(String name) {
        return Optional.ofNullable(item.get(name))
                .map(AttributeValue::n)
                .map(Long::parseLong)
                .orElseThrow(() -> new IllegalArgumentException(name + " is no number"));
    }

    private Instant time(String name) {
        return Instant.ofEpochMilli(number(name));
    }
}
