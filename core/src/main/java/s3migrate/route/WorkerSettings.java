package s3migrate.route;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The worker's settings, from its environment; `docs/contracts.md` says what each means.
///
/// The last three are switches of the earlier system. Each has the ledger keep the version of every
/// object; with `getWithVersionId` a source has to let us read by version id.
public record WorkerSettings(
        QueueAddress events,
        QueueAddress large,
        QueueAddress batches,
        Deployment deployment,
        JobType jobType,
        StorageClass storageClass,
        Optional<BucketPrefix> defaultDestination,
        CopySettings copying,
        TimeSettings times,
        JobCaps caps,
        RateCaps rates,
        boolean compareVersionId,
        boolean updateVersionId,
        boolean getWithVersionId) {

    static final Set<String> NOT_BUILT = Set.of();

    /// Reads all of them.
    ///
    /// @throws SettingsException naming every fault
    public static WorkerSettings from(Map<String, String> env) {
        var reader = new SettingsReader(env, NOT_BUILT, Faults.withValues());
        var settings = read(reader);
        if (!reader.faults().none()) {
            throw new SettingsException("worker settings", reader.faults().lines());
        }
        return settings;
    }

    /// Whether the ledger has an entry for every object, small ones too.
    public boolean recordsVersions() {
        return compareVersionId || updateVersionId || getWithVersionId;
    }

    /// Every name the worker reads.
    public static Set<String> names() {
        var reader = new SettingsReader(Map.of(), NOT_BUILT, Faults.withValues());
        read(reader);
        return reader.names();
    }

    static WorkerSettings read(SettingsReader env) {
        return new WorkerSettings(
                QueueAddress.read(env, "Events"),
                QueueAddress.read(env, "Large"),
                QueueAddress.read(env, "Batches"),
                Deployment.read(env),
                env.oneOf("JobType", JobType.PUT, JobType.class, Enum::name),
                StorageClass.read(env),
                defaultDestination(env),
                CopySettings.read(env),
                TimeSettings.read(env),
                JobCaps.read(env),
                RateCaps.read(env),
                env.flag("JobsenderCompareVersionId"),
                env.flag("UpdateVersionId"),
                env.flag("GetObjectWithVersionId"));
    }

    private static Optional<BucketPrefix> defaultDestination(SettingsReader env) {
        var bucket =
                env.optional(
                        "Des_bucket_default", RoutesReader.BUCKET, RoutesReader.ACCEPTED_BUCKET);
        String prefix =
                env.text(
                        "Des_prefix_default",
                        "",
                        RoutesReader.PREFIX,
                        RoutesReader.ACCEPTED_PREFIX);
        if (bucket.isEmpty() && !prefix.isEmpty()) {
            env.faults().refuse("Des_prefix_default", prefix, "nothing without Des_bucket_default");
        }
        return bucket.map(name -> new BucketPrefix(name, prefix));
    }
}
