package s3migrate.store.memory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import s3migrate.object.Checksum;
import s3migrate.object.ETag;
import s3migrate.object.KeyOrder;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.store.DeleteAnswer;
import s3migrate.store.Expectation;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.NewObject;
import s3migrate.store.WriteAnswer;
import s3migrate.store.WriteAnswer.Refused;
import s3migrate.store.WriteAnswer.Written;

/// The objects of one bucket. Its monitor guards them and the bucket's uploads: a condition and the
/// write it belongs to are one step.
final class MemoryBucket {

    private final boolean versioned;
    private final InstantSource clock;
    private final MemoryRules rules;
    private final MemoryUploads uploads;
    private final NavigableMap<String, MemoryKey> keys = new TreeMap<>(KeyOrder.UTF_8);
    private Consumer<String> listener = _ -> {};
    private int versionsMade;

    MemoryBucket(boolean versioned, MemoryRules rules, InstantSource clock) {
        this.versioned = versioned;
        this.clock = clock;
        this.rules = rules;
        uploads = new MemoryUploads(this, rules, clock);
    }

    MemoryUploads uploads() {
        return uploads;
    }

    synchronized void tell(Consumer<String> listener) {
        this.listener = listener;
    }

    synchronized Optional<MemoryVersion> current(String key) {
        return Optional.ofNullable(keys.get(key)).flatMap(MemoryKey::current);
    }

    synchronized List<MemoryVersion> versions(String key) {
        return Optional.ofNullable(keys.get(key)).map(MemoryKey::versions).orElse(List.of());
    }

    /// The named version, else the current one; whatever its ETag.
    synchronized Optional<MemoryVersion> version(PinnedObject pinned) {
        return pinned.versionId().isEmpty()
                ? current(pinned.location().key())
                : versions(pinned.location().key()).stream()
                        .filter(v -> v.object().versionId().equals(pinned.versionId()))
                        .findFirst();
    }

    synchronized long changes(String key) {
        return Optional.ofNullable(keys.get(key)).map(MemoryKey::changes).orElse(0L);
    }

    /// Why a conditional write may not happen now; empty if it may.
    synchronized Optional<Refused> refusal(String key, Expectation expected) {
        var found = current(key).map(version -> version.object().etag());
        return switch (expected) {
            case Expectation.Any _ -> Optional.empty();
            case Expectation.Absent _ -> found.map(_ -> new Refused("PreconditionFailed"));
            case Expectation.Present(ETag etag) -> {
                if (found.isEmpty()) {
                    yield Optional.of(new Refused("NoSuchKey"));
                }
                yield found.filter(etag::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Refused("PreconditionFailed"));
            }
        };
    }

    synchronized WriteAnswer write(
            ObjectLocation to,
            NewObject what,
            byte[] bytes,
            Checksum checksum,
            Expectation expected) {
        var etag = Checksums.etag(bytes);
        return write(to, what, bytes, etag, bytes.length, checksum, expected);
    }

    synchronized WriteAnswer write(
            ObjectLocation to,
            NewObject what,
            byte[] bytes,
            ETag etag,
            long firstPartBytes,
            Checksum checksum,
            Expectation expected) {
        var refusal = refusal(to.key(), expected);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var object =
                new StoredObject(
                        to,
                        etag,
                        versioned ? Optional.of("v" + ++versionsMade) : Optional.empty(),
                        bytes.length,
                        clock.instant(),
                        what.storageClass().orElse(StoredObject.STANDARD),
                        MemoryHeaders.answered(what.metadata()),
                        kept(checksum),
                        false,
                        what.tags().size());
        plant(new MemoryVersion(object, bytes, what.tags(), firstPartBytes));
        return new Written(etag, object.versionId(), kept(checksum));
    }

    synchronized String state() {
        var text = new StringBuilder();
        keys.forEach((key, versions) ->
                text.append(key)
                        .append(versions.current().map(v -> v.object().etag()))
                        .append(
                                versions.versions().stream()
                                        .map(v -> v.object().versionId() + " ")
                                        .toList()));
        return text.append(uploads.state()).toString();
    }

    private Optional<Checksum> kept(Checksum checksum) {
        return Optional.of(checksum).filter(_ -> rules.keepsChecksums());
    }

    synchronized void plant(MemoryVersion version) {
        var key = version.object().location().key();
        keys.computeIfAbsent(key, _ -> new MemoryKey()).write(version, versioned);
        listener.accept(key);
    }

    synchronized void delete(String key) {
        keys.computeIfAbsent(key, _ -> new MemoryKey()).delete(versioned);
        listener.accept(key);
    }

    synchronized DeleteAnswer delete(String key, ETag expected) {
        var refusal = refusal(key, new Expectation.Present(expected));
        if (refusal.isPresent()) {
            return new DeleteAnswer.Refused(refusal.get().code());
        }
        delete(key);
        return new DeleteAnswer.Deleted();
    }

    synchronized void deleteVersion(String key, String versionId) {
        Optional.ofNullable(keys.get(key)).ifPresent(found -> found.deleteVersion(versionId));
        listener.accept(key);
    }

    ListingPage list(ListingRequest request) {
        return list(request, object -> row(object, Optional.empty()));
    }

    ListingPage listVersions(ListingRequest request) {
        return list(request, object -> row(object, object.versionId()));
    }

    private synchronized ListingPage list(
            ListingRequest request, Function<StoredObject, ObjectSummary> row) {
        var after = request.continuation().orElse(request.after());
        var rows = new ArrayList<ObjectSummary>();
        for (Map.Entry<String, MemoryKey> entry : keys.tailMap(after, false).entrySet()) {
            if (!entry.getKey().startsWith(request.prefix())) {
                continue;
            }
            var version = entry.getValue().current();
            if (version.isPresent() && rows.size() == request.maxKeys()) {
                return new ListingPage(rows, Optional.of(rows.getLast().key()));
            }
            version.map(v -> row.apply(v.object())).ifPresent(rows::add);
        }
        return new ListingPage(rows, Optional.empty());
    }

    private static ObjectSummary row(StoredObject object, Optional<String> versionId) {
        return new ObjectSummary(
                object.location().key(),
                object.etag(),
                versionId,
                object.size(),
                object.lastModified(),
                object.storageClass(),
                object.restored());
    }
}
