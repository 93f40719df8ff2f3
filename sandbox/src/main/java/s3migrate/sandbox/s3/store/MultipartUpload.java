package s3migrate.sandbox.s3.store;

import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import s3migrate.sandbox.s3.error.S3Errors;

/// An upload that is open until it is completed or aborted. A part that arrives after that is
/// refused and leaves nothing.
public final class MultipartUpload {
    private final String id;
    private final String key;
    private final String initiator;
    private final Instant initiated;
    private final ObjectProperties properties;
    private final UploadChecksum checksum;
    private final NavigableMap<Integer, UploadedPart> parts = new TreeMap<>();
    private boolean open = true;
    private volatile boolean keyChanged;

    MultipartUpload(
            String id,
            String key,
            String initiator,
            Instant initiated,
            ObjectProperties properties,
            UploadChecksum checksum) {
        this.id = id;
        this.key = key;
        this.initiator = initiator;
        this.initiated = initiated;
        this.properties = properties;
        this.checksum = checksum;
    }

    public String id() {
        return id;
    }

    public String key() {
        return key;
    }

    /// The access key id that began it.
    public String initiator() {
        return initiator;
    }

    /// Also the LastModified of the object it becomes.
    public Instant initiated() {
        return initiated;
    }

    public ObjectProperties properties() {
        return properties;
    }

    public UploadChecksum checksum() {
        return checksum;
    }

    /// Takes over the part's blob, in place of a former part of that number.
    public synchronized void add(UploadedPart part) {
        if (!open) {
            part.blob().release();
            throw S3Errors.noSuchUpload(id);
        }
        UploadedPart former = parts.put(part.number(), part);
        if (former != null) {
            former.blob().release();
        }
    }

    /// Up to `limit` parts with numbers above `marker`, in order.
    public synchronized List<UploadedPart> partsAfter(int marker, int limit) {
        return parts.tailMap(marker, false).values().stream().limit(limit).toList();
    }

    synchronized NavigableMap<Integer, UploadedPart> parts() {
        return new TreeMap<>(parts);
    }

    /// Ends the upload; blobs not in `kept` are let go.
    synchronized void close(List<Blob> kept) {
        open = false;
        Set<Blob> spared = Collections.newSetFromMap(new IdentityHashMap<>());
        spared.addAll(kept);
        parts.values().stream()
                .map(UploadedPart::blob)
                .filter(blob -> !spared.contains(blob))
                .forEach(Blob::release);
        parts.clear();
    }

    boolean keyChanged() {
        return keyChanged;
    }

    void markKeyChanged() {
        keyChanged = true;
    }
}
