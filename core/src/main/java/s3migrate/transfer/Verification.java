package s3migrate.transfer;

import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Proof;
import s3migrate.ledger.Way;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.SameBytes;
import s3migrate.object.StoredObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.WriteAnswer.Written;

/// Proves what was written by the best evidence there is, cheapest first: what the write's answer
/// says, then one look at the destination.
final class Verification {

    private final ObjectStore destination;

    Verification(ObjectStore destination) {
        this.destination = destination;
    }

    /// What a finished write proves.
    sealed interface Verdict {
        /// The bytes are the source's, by this evidence.
        record Proved(Evidence evidence) implements Verdict {

            /// As the proof of what was brought to the destination.
            Proof proof(Way way, Written written) {
                return new Proof(evidence, Optional.of(way), written.etag(), written.versionId());
            }
        }

        /// The destination holds other bytes than the source.
        record Wrong(String detail) implements Verdict {}

        /// What is there is not what we wrote: another write has replaced it, or the store names it
        /// otherwise than it answered us.
        record Replaced(String detail) implements Verdict {}
    }

    /// Looks at what a write of `source` to `at` has left.
    ///
    /// @param given the checksum the write carried, the source's own or ours; empty if the adapter
    ///   sent the CRC-32C of what it read behind the body
    Verdict of(StoredObject source, Optional<Checksum> given, Written written, ObjectLocation at) {
        var stored = written.checksum();
        if (given.isPresent() && stored.filter(given.get()::comparableWith).isPresent()) {
            return compare(given.get(), stored.get(), gradeOf(given.get(), source), at);
        }
        boolean ours = given.isEmpty() && isOfOurs(stored);
        if (ours && !contradicted(source, written)) {
            return new Verdict.Proved(Evidence.OWN_CHECKSUM);
        }
        if (source.etag().equals(written.etag())
                && (source.etag().looksLikeMd5() || source.etag().parts().isPresent())
                && !source.keyEncrypted()) {
            return new Verdict.Proved(Evidence.ETAG);
        }
        return byLooking(source, given, written, at);
    }

    private Verdict byLooking(
            StoredObject source, Optional<Checksum> given, Written written, ObjectLocation at) {
        var found = destination.find(at);
        if (found.isEmpty() || !found.get().etag().equals(written.etag())) {
            return new Verdict.Replaced(
                    "%s: written with ETag %s, found %s right after it"
                            .formatted(
                                    at,
                                    written.etag(),
                                    found.map(there -> there.etag().toString()).orElse("none")));
        }
        var object = found.get();
        if (object.size() != source.size()) {
            return new Verdict.Wrong(
                    "%s: found %,d bytes, expected %,d"
                            .formatted(at, object.size(), source.size()));
        }
        for (var known : given.or(source::checksum).stream().toList()) {
            if (object.checksum().filter(known::comparableWith).isPresent()) {
                return compare(known, object.checksum().get(), gradeOf(known, source), at);
            }
        }
        return switch (SameBytes.of(source, object)) {
            case BY_CHECKSUM -> new Verdict.Proved(Evidence.CHECKSUM);
            case BY_ETAG -> new Verdict.Proved(Evidence.ETAG);
            case DIFFERENT ->
                    new Verdict.Wrong(
                            "%s: found ETag %s, expected %s"
                                    .formatted(at, object.etag(), source.etag()));
            case NOT_COMPARABLE ->
                    new Verdict.Proved(
                            given.isEmpty() && isOfOurs(written.checksum())
                                    ? Evidence.OWN_CHECKSUM
                                    : Evidence.SIZE);
        };
    }

    private static boolean isOfOurs(Optional<Checksum> stored) {
        return stored.filter(c -> c.algorithm() == ChecksumAlgorithm.CRC32C).isPresent();
    }

    /// Our own count begins where the bytes reach us. An MD5 of the source reaches further back, if
    /// the destination's turns out to be one too.
    private static boolean contradicted(StoredObject source, Written written) {
        return source.etag().looksLikeMd5()
                && !source.keyEncrypted()
                && written.etag().looksLikeMd5()
                && !source.etag().equals(written.etag());
    }

    private static Evidence gradeOf(Checksum given, StoredObject source) {
        return source.checksum().filter(given::equals).isPresent()
                ? Evidence.CHECKSUM
                : Evidence.OWN_CHECKSUM;
    }

    private static Verdict compare(
            Checksum expected, Checksum found, Evidence grade, ObjectLocation at) {
        return expected.equals(found)
                ? new Verdict.Proved(grade)
                : new Verdict.Wrong(
                        "%s: found %s %s, expected %s"
                                .formatted(at, found.algorithm(), found.value(), expected.value()));
    }
}
