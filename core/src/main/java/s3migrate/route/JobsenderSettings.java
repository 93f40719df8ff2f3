package s3migrate.route;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import s3migrate.route.RouteOptions.Compare;

/// The jobsender's settings, from its environment; `docs/contracts.md` says what each means. It
/// reads the runs queue, and sends to the other two. How copies are written only decides what they
/// cost.
public record JobsenderSettings(
        QueueAddress runs,
        String largeQueueUrl,
        String batchesQueueUrl,
        Deployment deployment,
        JobType jobType,
        StorageClass storageClass,
        long partBytes,
        long smallBytes,
        Duration margin,
        Duration lease,
        boolean compareVersionId) {

    static final Set<String> NOT_BUILT = Set.of();

    /// Reads all of them.
    ///
    /// @throws SettingsException naming every fault
    public static JobsenderSettings from(Map<String, String> env) {
        var reader = new SettingsReader(env, NOT_BUILT, Faults.withValues());
        var settings = read(reader);
        if (!reader.faults().none()) {
            throw new SettingsException("jobsender settings", reader.faults().lines());
        }
        return settings;
    }

    /// How routes are compared that do not say.
    public Compare compare() {
        return compareVersionId ? Compare.VERSION : Compare.CONTENT;
    }

    /// Every name the jobsender reads.
    public static Set<String> names() {
        var reader = new SettingsReader(Map.of(), NOT_BUILT, Faults.withValues());
        read(reader);
        return reader.names();
    }

    static JobsenderSettings read(SettingsReader env) {
        return new JobsenderSettings(
                QueueAddress.read(env, "Runs"),
                QueueAddress.url(env, "LargeQueueUrl"),
                QueueAddress.url(env, "BatchesQueueUrl"),
                Deployment.read(env),
                env.oneOf("JobType", JobType.PUT, JobType.class, Enum::name),
                StorageClass.read(env),
                CopySettings.part(env),
                CopySettings.small(env),
                TimeSettings.margin(env),
                TimeSettings.lease(env),
                env.flag("JobsenderCompareVersionId"));
    }
}
