package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.Failure;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.Proof;
import s3migrate.ledger.UploadRecord;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes entries as items.
final class EntryItems {

    /// So that "what is running, what failed" is spread over partitions at any table size.
    static final int SHARDS = 16;

    /// In characters: an item must stay below 400 KB (DynamoDB quotas), and all else in it is
    /// short.
    static final int MAX_REASON = 4_000;

    private EntryItems() {}

    static String keyText(ObjectLocation destination) {
        return destination.bucket() + "/" + destination.key();
    }

    static Map<String, AttributeValue> key(ObjectLocation destination) {
        return Map.of(Attribute.KEY, Attribute.text(keyText(destination)));
    }

    static Map<String, AttributeValue> item(LedgerEntry entry, String writeId) {
        var item = new HashMap<>(key(entry.destination()));
        item.put(Attribute.GENERATION, Attribute.number(entry.generation()));
        item.put(Attribute.STATE, Attribute.text(entry.state().name()));
        stateShard(entry).ifPresent(shard -> item.put(Attribute.STATE_SHARD, shard));
        putSource(item, entry.source());
        entry.lease().ifPresent(lease -> putLease(item, lease));
        entry.upload().ifPresent(upload -> putUpload(item, upload));
        entry.proof().ifPresent(proof -> putProof(item, proof));
        item.put(Attribute.TRIES, Attribute.number(entry.tries()));
        item.put(Attribute.RESTARTS, Attribute.number(entry.restarts()));
        entry.failure().ifPresent(failure -> putFailure(item, failure));
        item.put(Attribute.STARTED, Attribute.time(entry.started()));
        item.put(Attribute.UPDATED, Attribute.time(entry.updated()));
        item.put(Attribute.WRITE_ID, Attribute.text(writeId));
        return item;
    }

    private static Optional<AttributeValue> stateShard(LedgerEntry entry) {
        return switch (entry.state()) {
            case COPYING, FAILED -> {
                int shard = Math.floorMod(keyText(entry.destination()).hashCode(), SHARDS);
                yield Optional.of(Attribute.text(stateShard(entry.state(), shard)));
            }
            case DONE -> Optional.empty();
        };
    }

    /// The key of one shard of the index.
    static String stateShard(LedgerEntry.State state, int shard) {
        return "%s#%02d".formatted(state.name(), shard);
    }

    private static void putSource(Map<String, AttributeValue> item, PinnedObject source) {
        item.put(Attribute.SOURCE_BUCKET, Attribute.text(source.location().bucket()));
        item.put(Attribute.SOURCE_KEY, Attribute.text(source.location().key()));
        item.put(Attribute.SOURCE_ETAG, Attribute.text(source.etag().value()));
        putText(item, Attribute.SOURCE_VERSION_ID, source.versionId());
        item.put(Attribute.SIZE, Attribute.number(source.size()));
    }

    private static void putLease(Map<String, AttributeValue> item, Lease lease) {
        item.put(Attribute.OWNER, Attribute.text(lease.owner()));
        item.put(Attribute.LEASE_UNTIL, Attribute.time(lease.until()));
    }

    private static void putUpload(Map<String, AttributeValue> item, UploadRecord upload) {
        item.put(Attribute.UPLOAD_ID, Attribute.text(upload.id()));
        item.put(Attribute.PART_BYTES, Attribute.number(upload.partBytes()));
        item.put(Attribute.CHECKSUM_ALGORITHM, Attribute.text(upload.algorithm().name()));
        upload.options()
                .ifPresent(options -> item.put(Attribute.UPLOAD_OPTIONS, Attribute.text(options)));
    }

    private static void putProof(Map<String, AttributeValue> item, Proof proof) {
        item.put(Attribute.EVIDENCE, Attribute.text(proof.evidence().name()));
        putText(item, Attribute.WAY, proof.way().map(Enum::name));
        item.put(Attribute.WRITTEN_ETAG, Attribute.text(proof.written().value()));
        putText(item, Attribute.WRITTEN_VERSION_ID, proof.writtenVersionId());
    }

    private static void putFailure(Map<String, AttributeValue> item, Failure failure) {
        item.put(Attribute.FIRST_FAILURE, Attribute.time(failure.first()));
        item.put(Attribute.LAST_FAILURE, Attribute.time(failure.last()));
        item.put(Attribute.REASON, Attribute.text(shortened(failure.reason())));
    }

    static String shortened(String reason) {
        if (reason.length() <= MAX_REASON) {
            return reason;
        }
        boolean cutsPair = Character.isHighSurrogate(reason.charAt(MAX_REASON - 2));
        return reason.substring(0, MAX_REASON - (cutsPair ? 2 : 1)) + "…";
    }

    private static void putText(
            Map<String, AttributeValue> item, String name, Optional<String> value) {
        value.ifPresent(v -> item.put(name, Attribute.text(v)));
    }
}
