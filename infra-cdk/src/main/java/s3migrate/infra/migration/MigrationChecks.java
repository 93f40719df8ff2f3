package s3migrate.infra.migration;

import java.util.List;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Faults;
import s3migrate.route.JobType;

/// What no field shows alone: whether the fields of a migration fit together.
final class MigrationChecks {

    private final Migration migration;
    private final JobType jobType;
    private final Faults faults;

    private MigrationChecks(Migration migration, Faults faults) {
        this.migration = migration;
        this.jobType = migration.settings().worker().jobType();
        this.faults = faults;
    }

    static void of(Migration migration, Faults faults) {
        var checks = new MigrationChecks(migration, faults);
        checks.something();
        migration.newBucket().ifPresent(bucket -> checks.events("new_bucket", bucket));
        var buckets = migration.eventBuckets();
        for (int i = 0; i < buckets.size(); i++) {
            String where = "event_buckets[%d]".formatted(i);
            checks.events(where, buckets.get(i));
            checks.once(where, buckets.get(i), buckets.subList(0, i));
        }
        checks.notifications();
        checks.keys();
        checks.timeout();
    }

    private void something() {
        boolean events = migration.newBucket().isPresent() || !migration.eventBuckets().isEmpty();
        if (migration.routes().isEmpty() && !events) {
            faults.missing(
                    "routes",
                    "a route, or new_bucket or event_buckets with settings.Des_bucket_default");
        }
    }

    private void events(String where, String bucket) {
        if (jobType == JobType.GET) {
            faults.refuse(
                    where,
                    bucket,
                    "nothing with JobType GET: there the source is not the own account's");
        }
        var all = new BucketPrefix(bucket, "");
        var byDefault = migration.settings().worker().defaultDestination();
        var routes = migration.routes();
        if (byDefault.isEmpty() && !routes.hadFaults() && !routes.haveSource(bucket)) {
            faults.refuse(
                    where,
                    bucket,
                    "a bucket that a route has as src_bucket, or any with settings.Des_bucket_default");
        }
        if (byDefault.filter(destination -> destination.overlaps(all)).isPresent()) {
            faults.refuse(
                    where,
                    bucket,
                    "a bucket other than settings.Des_bucket_default: its copies would be events again");
        }
    }

    private void once(String where, String bucket, List<String> before) {
        if (before.contains(bucket)) {
            faults.refuse(where, bucket, "each bucket once");
        }
        if (migration.newBucket().filter(bucket::equals).isPresent()) {
            faults.refuse(
                    where,
                    bucket,
                    "a bucket that is there: new_bucket is made, and tells the queue by itself");
        }
    }

    private void notifications() {
        if (migration.setNotifications() && migration.eventBuckets().isEmpty()) {
            faults.refuse(
                    "set_notifications", "true", "false, or event_buckets that they are set on");
        }
    }

    private void keys() {
        unused("kms_keys.source", migration.keys().source(), JobType.GET);
        unused("kms_keys.destination", migration.keys().destination(), JobType.PUT);
    }

    private void unused(String where, List<String> keys, JobType otherSides) {
        if (jobType == otherSides && !keys.isEmpty()) {
            faults.refuse(
                    where,
                    String.join(", ", keys),
                    "nothing with JobType %s: that side's credentials need the key, not the own role"
                            .formatted(jobType));
        }
    }

    /// Nothing would ever be completed in less.
    private void timeout() {
        var times = migration.settings().worker().times();
        var needed = times.margin().plus(times.completeMargin());
        if (migration.worker().timeout().compareTo(needed) <= 0) {
            faults.refuse(
                    "worker.timeout_seconds",
                    String.valueOf(migration.worker().timeout().toSeconds()),
                    "more than settings.MarginSeconds and CompleteMarginSeconds together (%d)"
                            .formatted(needed.toSeconds()));
        }
    }
}
