package s3migrate.store.s3;

import s3migrate.route.StoreProfile;

/// On what terms a store is asked.
///
/// @param profile what the store can do; nothing else is asked of it
/// @param versionsNeeded whether a read that may not name its version is refused; else its ETag
///   alone pins it then
/// @param requesterPays whether we say that we pay where a bucket's requesters do: else such a
///   bucket refuses us
/// @param aws whether it is AWS itself: there an object without a count has no tags, for who may
///   read them, and listings tell who asks whether what is archived was restored
public record S3Terms(
        StoreProfile profile, boolean versionsNeeded, boolean requesterPays, boolean aws) {

    /// As AWS is asked by who owns the buckets; versions are named where that is allowed.
    public static S3Terms of(StoreProfile profile) {
        return new S3Terms(profile, false, false, true);
    }

    public S3Terms withVersionsNeeded(boolean needed) {
        return new S3Terms(profile, needed, requesterPays, aws);
    }

    public S3Terms withRequesterPays(boolean pays) {
        return new S3Terms(profile, versionsNeeded, pays, aws);
    }

    S3Terms withAws(boolean is) {
        return new S3Terms(profile, versionsNeeded, requesterPays, is);
    }
}
