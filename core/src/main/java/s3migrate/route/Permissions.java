package s3migrate.route;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import s3migrate.route.Permission.Side;

/// What S3 and KMS have to allow, per side: for whoever deploys roles, explains a refusal or writes
/// a policy.
///
/// A partition is that of ARNs: `aws`, `aws-cn`, or whatever stands for it.
public final class Permissions {

    /// With GetObjectVersion, because a source in a bucket with versions is read by its version id.
    private static final List<String> READ_OBJECTS =
            List.of(
                    "s3:GetObject",
                    "s3:GetObjectVersion",
                    "s3:GetObjectTagging",
                    "s3:GetObjectVersionTagging");

    /// GetObject, because a destination is looked at before and after, and If-Match asks for it.
    private static final List<String> WRITE_OBJECTS =
            List.of(
                    "s3:GetObject",
                    "s3:PutObject",
                    "s3:PutObjectTagging",
                    "s3:AbortMultipartUpload",
                    "s3:ListMultipartUploadParts");

    /// Without DeleteObjectVersion: where versions are kept, a delete leaves a marker.
    private static final List<String> DELETE_OBJECTS = List.of("s3:DeleteObject");

    private static final List<String> SET_ACLS = List.of("s3:PutObjectAcl");
    private static final List<String> READ_LOCKS =
            List.of("s3:GetObjectRetention", "s3:GetObjectLegalHold");
    private static final List<String> LOCK_UNTIL = List.of("s3:PutObjectRetention");
    private static final List<String> HOLD = List.of("s3:PutObjectLegalHold");

    /// HEAD needs it.
    private static final List<String> LOOK_AT_OBJECTS = List.of("s3:GetObject");

    /// Also for single objects, and without a condition on the prefix, which their requests do not
    /// have: who may not list is answered 403 for an object that is gone, not 404.
    private static final List<String> LIST_BUCKET = List.of("s3:ListBucket");

    /// Where S3 copies by itself, a bucket that is no website spares a look at each object. Without
    /// it each is looked at.
    private static final List<String> READ_BUCKET = List.of("s3:GetBucketWebsite", "s3:ListBucket");

    private static final List<String> LIST_VERSIONS = List.of("s3:ListBucketVersions");

    /// A comparison by versions lists them.
    private static final List<String> LIST_BUCKET_AND_VERSIONS =
            List.of("s3:ListBucket", "s3:ListBucketVersions");

    private static final List<String> LIST_BUCKET_AND_UPLOADS =
            List.of("s3:ListBucket", "s3:ListBucketMultipartUploads");

    /// Whether versions are kept, what expires, who is told of events, by which key objects are
    /// encrypted.
    private static final List<String> READ_SETUP =
            List.of(
                    "s3:GetBucketVersioning",
                    "s3:GetLifecycleConfiguration",
                    "s3:GetBucketNotification",
                    "s3:GetEncryptionConfiguration");

    private static final List<String> LOOK_FIRST =
            List.of("s3:GetLifecycleConfiguration", "s3:GetEncryptionConfiguration");

    private static final List<String> DECRYPT = List.of("kms:Decrypt");
    private static final List<String> DECRYPT_AND_ENCRYPT =
            List.of("kms:Decrypt", "kms:GenerateDataKey");

    private Permissions() {}

    /// To copy objects under `sources` to keys under `destinations`. The source is only read.
    public static List<Permission> toCopy(
            List<BucketPrefix> sources, List<BucketPrefix> destinations, String partition) {
        return Stream.concat(
                        on(Side.SOURCE, sources, READ_OBJECTS, READ_BUCKET, partition),
                        on(
                                Side.DESTINATION,
                                destinations,
                                WRITE_OBJECTS,
                                LIST_BUCKET_AND_UPLOADS,
                                partition))
                .toList();
    }

    /// To delete copies under `destinations` as well, where a route says so.
    public static List<Permission> toDelete(List<BucketPrefix> destinations, String partition) {
        return destinations.isEmpty()
                ? List.of()
                : List.of(
                        new Permission(
                                Side.DESTINATION,
                                DELETE_OBJECTS,
                                arns(destinations, range -> objects(range, partition))));
    }

    /// What routes wish of their copies besides, at both ends.
    ///
    /// @param read those whose sources are read
    /// @param written those whose copies are written
    public static List<Permission> toFulfil(
            List<Route> read, List<Route> written, String partition) {
        return Stream.of(
                        wish(Side.SOURCE, READ_LOCKS, read, r -> locking(r).keeps(), partition),
                        wish(
                                Side.DESTINATION,
                                SET_ACLS,
                                written,
                                r -> protection(r).acl().isPresent(),
                                partition),
                        wish(
                                Side.DESTINATION,
                                LOCK_UNTIL,
                                written,
                                r -> locking(r).keeps() || locking(r).days() > 0,
                                partition),
                        wish(Side.DESTINATION, HOLD, written, r -> locking(r).keeps(), partition))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Permission> wish(
            Side side,
            List<String> actions,
            List<Route> routes,
            Predicate<Route> wishes,
            String partition) {
        var ranges =
                routes.stream()
                        .filter(wishes)
                        .map(side == Side.SOURCE ? Route::source : Route::destinationRange)
                        .toList();
        return ranges.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Permission(side, actions, arns(ranges, r -> objects(r, partition))));
    }

    private static Locking locking(Route route) {
        return route.options().fidelity().locking();
    }

    /// The KMS keys that these routes have their copies encrypted with, as far as they are named by
    /// their own ARN: a policy does not take that of an alias.
    public static List<String> keysOf(List<Route> routes) {
        return routes.stream()
                .flatMap(route -> protection(route).encryption().stream())
                .flatMap(encryption -> encryption.keyId().stream())
                .filter(key -> key.startsWith("arn:") && key.contains(":key/"))
                .distinct()
                .toList();
    }

    private static Protection protection(Route route) {
        return route.options().fidelity().protection();
    }

    /// To compare them. Nothing is written.
    public static List<Permission> toCompare(
            List<BucketPrefix> sources, List<BucketPrefix> destinations, String partition) {
        return Stream.concat(
                        on(
                                Side.SOURCE,
                                sources,
                                LOOK_AT_OBJECTS,
                                LIST_BUCKET_AND_VERSIONS,
                                partition),
                        on(Side.DESTINATION, destinations, LOOK_AT_OBJECTS, LIST_BUCKET, partition))
                .toList();
    }

    /// To compare versions, beside what copying needs: the source's are listed.
    public static List<Permission> toCompareVersions(List<BucketPrefix> sources, String partition) {
        return sources.isEmpty()
                ? List.of()
                : List.of(
                        new Permission(
                                Side.SOURCE,
                                LIST_VERSIONS,
                                arns(sources, range -> bucket(range, partition))));
    }

    /// To see how the bucket of one side is set up. No copy needs it: it only warns in time.
    public static Permission toSeeSetup(Side side, BucketPrefix range, String partition) {
        return new Permission(side, READ_SETUP, List.of(bucket(range, partition)));
    }

    /// To see what would work against copies under `destinations`, before the first. No copy needs
    /// it.
    public static List<Permission> toLookFirst(List<BucketPrefix> destinations, String partition) {
        return destinations.isEmpty()
                ? List.of()
                : List.of(
                        new Permission(
                                Side.DESTINATION,
                                LOOK_FIRST,
                                arns(destinations, range -> bucket(range, partition))));
    }

    /// To copy objects under KMS keys, by the keys' ARNs. HEAD needs Decrypt too, to show a
    /// checksum.
    public static List<Permission> toCopyUnderKeys(
            List<String> sources, List<String> destinations) {
        return Stream.concat(
                        onKeys(Side.SOURCE, DECRYPT, sources),
                        onKeys(Side.DESTINATION, DECRYPT_AND_ENCRYPT, destinations))
                .toList();
    }

    /// To compare them.
    public static List<Permission> toCompareUnderKeys(
            List<String> sources, List<String> destinations) {
        return Stream.concat(
                        onKeys(Side.SOURCE, DECRYPT, sources),
                        onKeys(Side.DESTINATION, DECRYPT, destinations))
                .toList();
    }

    private static Stream<Permission> onKeys(Side side, List<String> actions, List<String> keys) {
        return keys.isEmpty() ? Stream.empty() : Stream.of(new Permission(side, actions, keys));
    }

    private static Stream<Permission> on(
            Side side,
            List<BucketPrefix> ranges,
            List<String> onObjects,
            List<String> onBuckets,
            String partition) {
        return ranges.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new Permission(side, onObjects, arns(ranges, r -> objects(r, partition))),
                        new Permission(side, onBuckets, arns(ranges, r -> bucket(r, partition))));
    }

    private static List<String> arns(
            List<BucketPrefix> ranges, Function<BucketPrefix, String> arn) {
        return ranges.stream().map(arn).distinct().sorted().toList();
    }

    private static String bucket(BucketPrefix range, String partition) {
        return "arn:%s:s3:::%s".formatted(partition, range.bucket());
    }

    private static String objects(BucketPrefix range, String partition) {
        return new PolicyRange(range).arn(partition);
    }
}
