package s3migrate.route;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the parts of a deployed system are: the parameter `s3_migrate_stack`, which its deployment
/// writes.
///
/// @param name of the CloudFormation stack
/// @param jobType which side its own role reaches; PUT where the deployment did not write it
public record DeployedStack(
        String name,
        QueueAddress events,
        QueueAddress large,
        QueueAddress batches,
        QueueAddress runs,
        String ledgerTable,
        String reportsBucket,
        String workerFunction,
        String jobsenderFunction,
        JobType jobType,
        ParameterNames parameters) {

    /// The parameter's name, in every account and region.
    public static final String PARAMETER = "s3_migrate_stack";

    private static final String VERSION = "1";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/-]{1,255}");
    private static final String ACCEPTED = "a name";

    /// Reads what the parameter holds. Unknown fields are ignored.
    ///
    /// @throws SettingsException naming every fault
    public static DeployedStack read(String json) {
        var faults = Faults.withValues();
        var stack =
                FlatJson.parse(json, faults)
                        .flatMap(object -> FlatJson.fields(object, faults))
                        .flatMap(fields -> read(new SettingsReader(fields, Set.of(), faults)));
        return stack.orElseThrow(
                () -> new SettingsException("parameter " + PARAMETER, faults.lines()));
    }

    private static Optional<DeployedStack> read(SettingsReader json) {
        json.needed("v", Pattern.compile(VERSION), VERSION);
        var stack =
                new DeployedStack(
                        name(json, "stack"),
                        queue(json, "events"),
                        queue(json, "large"),
                        queue(json, "batches"),
                        queue(json, "runs"),
                        name(json, "ledger_table"),
                        name(json, "reports_bucket"),
                        name(json, "worker_function"),
                        name(json, "jobsender_function"),
                        json.oneOf("job_type", JobType.PUT, JobType.class, Enum::name),
                        new ParameterNames(
                                name(json, "credentials_parameter"),
                                name(json, "routes_parameter"),
                                name(json, "ignore_list_parameter")));
        return json.faults().none() ? Optional.of(stack) : Optional.empty();
    }

    private static QueueAddress queue(SettingsReader json, String name) {
        return new QueueAddress(
                QueueAddress.url(json, name + "_queue_url"),
                QueueAddress.url(json, name + "_dead_letter_queue_url"));
    }

    private static String name(SettingsReader json, String field) {
        return json.needed(field, NAME, ACCEPTED);
    }
}
