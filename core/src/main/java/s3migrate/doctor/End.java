package s3migrate.doctor;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import s3migrate.object.ObjectLocation;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;
import s3migrate.route.StoreProfile;
import s3migrate.store.BucketSetup;
import s3migrate.store.ObjectStore;

/// One end of a route, and how to ask it.
///
/// @param range where the route reads, or writes
/// @param region that is asked; empty where each bucket is asked in its own
/// @param endpoint of an S3-compatible store; empty for AWS's own
/// @param partition of ARNs
/// @param needs what whoever looks must be allowed here for the route: it alone is tried
/// @param account behind the credentials; empty where AWS is not asked
/// @param identity what is known of whom the credentials are without asking the account; throws
///   [s3migrate.store.StoreException] if there are none to be had
/// @param token part of the names of keys that are not there
public record End(
        Side side,
        BucketPrefix range,
        Optional<String> region,
        Optional<URI> endpoint,
        String partition,
        List<Permission> needs,
        ObjectStore store,
        BucketSetup setup,
        Optional<Account> account,
        Supplier<String> identity,
        String token) {

    public End {
        needs = List.copyOf(needs);
    }

    String bucket() {
        return range.bucket();
    }

    /// The name of the side, or of something of it.
    String name(String... of) {
        return String.join(" ", side.name().toLowerCase(Locale.ROOT), String.join(" ", of)).strip();
    }

    /// A key of the route that nobody has.
    ObjectLocation absent() {
        return new ObjectLocation(bucket(), range.prefix() + ".s3-migrate-doctor-" + token);
    }

    /// Whether AWS answers here, whoever else could.
    boolean isAws() {
        return StoreProfile.at(endpoint).equals(StoreProfile.AWS);
    }

    /// Whether the route needs this action here, of whoever looks.
    boolean needs(String action) {
        return needs.stream().anyMatch(need -> need.actions().contains(action));
    }

    /// The statement that allows one action as far as the route needs it, or for the bucket.
    Permission permission(String action) {
        var resources =
                needs.stream()
                        .filter(need -> need.actions().contains(action))
                        .map(Permission::resources)
                        .findFirst()
                        .orElseGet(() -> List.of("arn:%s:s3:::%s".formatted(partition, bucket())));
        return new Permission(side, List.of(action), resources);
    }
}
