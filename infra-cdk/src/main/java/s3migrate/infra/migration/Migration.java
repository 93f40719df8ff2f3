package s3migrate.infra.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a user wants deployed, checked as far as can be without asking AWS.
///
/// @param account the AWS account; empty for the one of whoever deploys
/// @param architecture that of the functions; empty for the cheapest the region has
/// @param newBucket a bucket to be made, whose new objects are copied
/// @param eventBuckets buckets of the own account that may send events
/// @param setNotifications whether the deployment tells those to; else a person does
/// @param eventSenders SNS topics and EventBridge rules that may pass events on, by ARN
/// @param assumableRoles roles that credentials name
/// @param dashboard the name of one, at 3 USD a month beyond CloudWatch's free tier; empty for none
/// @param alarmUsdPerDay from which spending on there is an alarm
/// @param compareEveryMinutes how often the sides of all routes are compared
public record Migration(
        String region,
        Optional<String> account,
        Optional<String> architecture,
        String alarmEmail,
        int alarmUsdPerDay,
        RouteList routes,
        ProgramSettings settings,
        Optional<String> newBucket,
        List<String> eventBuckets,
        boolean setNotifications,
        List<String> eventSenders,
        List<String> assumableRoles,
        KmsKeys keys,
        FunctionSize worker,
        FunctionSize jobsender,
        int compareEveryMinutes,
        int logRetentionDays,
        Optional<String> dashboard) {

    /// As users of the earlier system know it.
    public static final String DASHBOARD = "s3_migrate_serverless";

    /// Reads a file.
    ///
    /// @throws s3migrate.route.SettingsException naming every fault
    public static Migration read(Path file) {
        return MigrationReader.read(file);
    }

    /// What the programs' own role is for.
    public OwnRole ownRole() {
        return OwnRole.of(this);
    }
}
