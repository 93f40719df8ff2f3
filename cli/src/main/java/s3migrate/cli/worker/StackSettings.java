package s3migrate.cli.worker;

import java.util.HashMap;
import java.util.Map;
import s3migrate.route.DeployedStack;
import s3migrate.route.Parameters;
import s3migrate.route.QueueAddress;

/// The settings of a worker that is given none of its queues: those of the system deployed in its
/// account and region.
final class StackSettings {

    private StackSettings() {}

    /// What the environment says, and where that names no events queue, what the parameter
    /// `s3_migrate_stack` says besides.
    ///
    /// @throws s3migrate.route.SettingsException if that is needed and cannot be read
    static Map<String, String> of(Map<String, String> environment, Parameters parameters) {
        if (!environment.getOrDefault("EventsQueueUrl", "").isEmpty()) {
            return environment;
        }
        var stack = DeployedStack.read(parameters.value(DeployedStack.PARAMETER));
        var settings = new HashMap<String, String>();
        settings.put("JobType", stack.jobType().name());
        put(settings, "Events", stack.events());
        put(settings, "Large", stack.large());
        put(settings, "Batches", stack.batches());
        settings.put("LedgerTable", stack.ledgerTable());
        settings.put("ReportsBucket", stack.reportsBucket());
        settings.put("ssm_parameter_credentials", stack.parameters().credentials());
        settings.put("ssm_parameter_bucket", stack.parameters().routes());
        settings.put("ssm_parameter_ignore_list", stack.parameters().ignoreList());
        environment.forEach((name, value) -> settings.merge(name, value, StackSettings::chosen));
        return settings;
    }

    /// An empty value of the environment is none.
    private static String chosen(String deployed, String given) {
        return given.isEmpty() ? deployed : given;
    }

    private static void put(Map<String, String> settings, String name, QueueAddress queue) {
        settings.put(name + "QueueUrl", queue.url());
        settings.put(name + "DeadLetterQueueUrl", queue.deadLetterUrl());
    }
}
