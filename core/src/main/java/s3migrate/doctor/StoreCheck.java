package s3migrate.doctor;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import s3migrate.object.ByteRange;
import s3migrate.object.ETag;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.route.StoreProfile.Feature;
import s3migrate.store.Expectation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.ObjectStore.Body;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;

/// What an unknown store can do, found out by uploads that are ended, never by an object. What
/// cannot be told so counts as missing: a profile may say too little, never too much.
///
/// @param opener opens the destination as one that can do what a profile says; whoever calls it
///   closes the store
/// @param neighbours what the store itself could copy
record StoreCheck(
        End end,
        Function<StoreProfile, ObjectStore> opener,
        Supplier<List<StoredObject>> neighbours)
        implements Check {

    private static final byte[] BYTES = "s3-migrate doctor".getBytes(StandardCharsets.UTF_8);
    private static final Part FIRST = new Part(1, new ByteRange(0, BYTES.length));
    private static final NewObject PLAIN =
            new NewObject(ObjectMetadata.NONE, Optional.empty(), java.util.Map.of());

    @Override
    public String subject() {
        return end.name("store");
    }

    @Override
    public List<Observation> look() {
        var found = EnumSet.noneOf(Feature.class);
        if (computesChecksums()) {
            found.add(Feature.CHECKSUMS);
        }
        if (takesTrailers()) {
            found.add(Feature.AWS_CHUNKED);
        }
        if (refusesConditionally()) {
            found.add(Feature.CONDITIONAL_WRITES);
        }
        if (copiesPinnedParts()) {
            found.add(Feature.PART_COPIES);
        }
        var profile = new StoreProfile(found);
        return List.of(
                new Observation(
                        Grade.NOTE,
                        subject(),
                        "can do, as far as uploads tell: " + profile,
                        "tags and unequal_parts show in an object alone: add tags if one that s3-migrate would write in parts keeps them"
                                + (neighbours.get().isEmpty()
                                        ? "; part_copies needs an object in the same store to try"
                                        : ""),
                        "--dest-store \"%s\", in a route \"des_store\": \"%s\""
                                .formatted(profile, profile),
                        Optional.empty()));
    }

    /// The store's own CRC-32C of a part that came without one.
    private boolean computesChecksums() {
        return trial(
                Set.of(Feature.CHECKSUMS),
                (store, upload) ->
                        store.uploadPart(upload, FIRST, new Bytes())
                                .flatMap(UploadedPart::checksum)
                                .filter(sum -> sum.value().equals(crc()))
                                .isPresent());
    }

    /// What is stored is what was sent, without the frames of its chunks.
    private boolean takesTrailers() {
        return trial(
                Set.of(Feature.CHECKSUMS, Feature.AWS_CHUNKED),
                (store, upload) -> {
                    store.uploadPart(upload, FIRST, new Bytes());
                    return store.parts(upload).orElse(List.of()).stream()
                            .anyMatch(part -> part.size() == BYTES.length);
                });
    }

    /// Completes an upload with a part that it does not have, so that no store makes an object of
    /// it; one that knows conditions says first that there is nothing to match.
    private boolean refusesConditionally() {
        return trial(
                Set.of(),
                (store, upload) -> {
                    store.uploadPart(upload, FIRST, new Bytes());
                    var missing = new UploadedPart(2, ETag.UNSEEN, 1, Optional.empty());
                    var expected = new Expectation.Present(ETag.UNSEEN);
                    return store.complete(upload, List.of(missing), 1, Optional.empty(), expected)
                            instanceof WriteAnswer.Refused;
                });
    }

    /// A part is copied from a version that is there, and not from one that is not.
    private boolean copiesPinnedParts() {
        return neighbours.get().stream()
                .filter(object -> object.size() > 0)
                .findFirst()
                .filter(object -> trial(Set.of(), (store, upload) -> copies(store, upload, object)))
                .isPresent();
    }

    private static boolean copies(ObjectStore store, MultipartUpload upload, StoredObject from) {
        var part = new Part(1, new ByteRange(0, Math.min(from.size(), BYTES.length)));
        if (store.copyPart(upload, part, from.pinned()).isEmpty()) {
            return false;
        }
        var other = new PinnedObject(from.location(), ETag.UNSEEN, Optional.empty(), from.size());
        try {
            store.copyPart(upload, part, other);
            return false;
        } catch (SourceChangedException refused) {
            return true;
        }
    }

    private interface Trial {
        boolean passes(ObjectStore store, MultipartUpload upload);
    }

    private boolean trial(Set<Feature> asked, Trial trial) {
        try (var store = opener.apply(new StoreProfile(asked))) {
            var passed = new boolean[1];
            new UploadTrial(store, end.absent())
                    .with(PLAIN, upload -> passed[0] = trial.passes(store, upload));
            return passed[0];
        } catch (StoreException.RouteRefused refused) {
            if (refused.code().equals(UploadTrial.LEFT)) {
                throw refused;
            }
            return false;
        } catch (StoreException | SourceChangedException cannot) {
            return false;
        }
    }

    private static String crc() {
        var crc = new CRC32C();
        crc.update(BYTES);
        var value = java.nio.ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue());
        return Base64.getEncoder().encodeToString(value.array());
    }

    private record Bytes() implements Body {
        @Override
        public long length() {
            return BYTES.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(BYTES);
        }
    }
}
