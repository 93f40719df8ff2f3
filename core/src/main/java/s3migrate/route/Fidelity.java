package s3migrate.route;

import java.util.Optional;
import s3migrate.object.ObjectLock;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;

/// What a copy has besides bytes and storage class: all that its source has, unless the route chose
/// otherwise.
///
/// @param keepsTags else they are left out, and counted
/// @param protection what the source cannot hand on, as it belongs to its bucket's owner
/// @param locking how copies are locked
/// @param sourceTime whether the source's Last-Modified goes along as user metadata: that of a copy
///   is when it was made
public record Fidelity(
        boolean keepsTags, Protection protection, Locking locking, boolean sourceTime) {

    /// Everything as the source has it, and nothing more.
    public static final Fidelity FULL = new Fidelity(true, Protection.NONE, Locking.NONE, false);

    /// The name of the user metadata entry, without `x-amz-meta-`. One that is there stays: it is
    /// of an earlier copy, and older.
    public static final String SOURCE_TIME = "source-last-modified";

    static Fidelity read(SettingsReader route) {
        return new Fidelity(
                route.oneOf("tags", Tags.KEEP, Tags.class, Tags::text) == Tags.KEEP,
                new Protection(
                        encryption(route),
                        route.optionalOneOf("acl", CannedAcl.class, CannedAcl::text),
                        ObjectLock.NONE),
                Locking.read(route),
                route.flag("source_time"));
    }

    private static Optional<Encryption> encryption(SettingsReader route) {
        var algorithm =
                route.optionalOneOf("sse", Encryption.Algorithm.class, Encryption.Algorithm::text);
        var key = route.optional("sse_kms_key_id", Encryption.KEY_ID, Encryption.ACCEPTED_KEY_ID);
        boolean bucketKey = route.flag("sse_bucket_key");
        boolean kms = algorithm.filter(a -> a != Encryption.Algorithm.S3).isPresent();
        if (!kms) {
            key.ifPresent(
                    id -> route.faults().refuse("sse_kms_key_id", id, "nothing without a KMS sse"));
        }
        if (bucketKey && !algorithm.equals(Optional.of(Encryption.Algorithm.KMS))) {
            route.faults().refuse("sse_bucket_key", "true", "true only with sse aws:kms");
        }
        return algorithm.map(a -> new Encryption(a, key, bucketKey));
    }

    private enum Tags {
        KEEP,
        DROP;

        String text() {
            return this == KEEP ? "keep" : "drop";
        }
    }

    /// A source object as its copy is to be described.
    public StoredObject described(StoredObject source) {
        return sourceTime ? source.with(described(source.metadata(), source)) : source;
    }

    private static ObjectMetadata described(ObjectMetadata metadata, StoredObject source) {
        return metadata.user().containsKey(SOURCE_TIME)
                ? metadata
                : metadata.withUser(SOURCE_TIME, source.lastModified().toString());
    }
}
