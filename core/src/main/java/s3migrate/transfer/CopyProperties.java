package s3migrate.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.route.CannedAcl;
import s3migrate.route.Encryption;
import s3migrate.route.Fidelity;
import s3migrate.route.Protection;
import s3migrate.store.CopyWish;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;

/// What goes with the bytes of an object to its destination: as the source has it, unless the route
/// chose otherwise.
///
/// @param chosen storage class of every copy; empty keeps the source's
record CopyProperties(
        ObjectStore source, Optional<String> chosen, Fidelity fidelity, InstantSource clock) {

    /// Classes that bill an object as if it had at least 128 KiB (S3 pricing).
    private static final Set<String> WITH_LEAST_SIZE =
            Set.of("STANDARD_IA", "ONEZONE_IA", "GLACIER_IR");

    private static final long LEAST_BYTES = 128 << 10;

    /// For a new object, or the beginning of an upload.
    NewObject of(StoredObject object) {
        Map<String, String> tags = fidelity.keepsTags() ? source.tagsOf(object) : Map.of();
        return new NewObject(object.metadata(), storageClass(object), tags, protection(object));
    }

    /// For a copy within the store.
    CopyWish within(StoredObject object) {
        Optional<ObjectMetadata> metadata =
                fidelity.sourceTime() ? Optional.of(object.metadata()) : Optional.empty();
        return new CopyWish(
                metadata, fidelity.keepsTags(), storageClass(object), protection(object));
    }

    /// Stands for the options that decide what an upload is begun with: others have another, in
    /// whatever process. Times are not in it, and nothing that a request would have to find out.
    String options() {
        var protection = fidelity.protection();
        var locking = fidelity.locking();
        var chosenOnes =
                List.of(
                        chosen.orElse(""),
                        fidelity.keepsTags(),
                        fidelity.sourceTime(),
                        protection.encryption().map(CopyProperties::text).orElse(""),
                        protection.acl().map(CannedAcl::text).orElse(""),
                        locking.kind().name(),
                        locking.days());
        return UUID.nameUUIDFromBytes(chosenOnes.toString().getBytes(UTF_8)).toString();
    }

    private static String text(Encryption encryption) {
        return String.join(
                " ",
                encryption.algorithm().text(),
                encryption.keyId().orElse(""),
                String.valueOf(encryption.bucketKey()));
    }

    private Protection protection(StoredObject object) {
        var now = clock.instant();
        var locking = fidelity.locking();
        var lock = locking.keeps() ? source.lockOf(object.pinned()).at(now) : locking.from(now);
        return fidelity.protection().with(lock);
    }

    /// Whether a chosen class is not taken, as the object would cost more there than in STANDARD.
    boolean tooSmallForItsClass(StoredObject object) {
        return object.size() < LEAST_BYTES && chosen.filter(WITH_LEAST_SIZE::contains).isPresent();
    }

    /// How many of the source's tags are left out, as far as they are told.
    int tagsLeftOut(StoredObject object) {
        return fidelity.keepsTags() ? 0 : object.tagCount();
    }

    /// Empty for S3's default.
    private Optional<String> storageClass(StoredObject object) {
        return tooSmallForItsClass(object)
                ? Optional.empty()
                : chosen.or(() -> Optional.of(object.storageClass()))
                        .filter(c -> !c.equals(StoredObject.STANDARD));
    }
}
