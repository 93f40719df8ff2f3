package s3migrate.infra;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import s3migrate.route.SharedDestinations;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// Everything one migration needs in an account and region: queues, ledger, reports bucket,
/// parameters, worker, jobsender, schedule, alarms and dashboard. One per account and region,
/// because its parameters, queues and functions have fixed names, by which people and other systems
/// find them.
public final class S3Migration extends Construct {

    public S3Migration(Construct scope, String id, S3MigrationProps props) {
        super(scope, id);
        var migration = props.migration();
        var features = new RegionFeatures(migration.region(), migration.architecture());
        features.notices().forEach(notice -> Annotations.of(this).addInfo(notice));
        migration.ownRole().widenings().forEach(notice -> Annotations.of(this).addInfo(notice));
        SharedDestinations.notices(migration.routes().all())
                .forEach(notice -> Annotations.of(this).addInfo(notice));

        var queues = WorkQueues.of(this, migration);
        var ledger = new LedgerTable(this);
        var parameters = new StackParameters(this, migration, props.ignoreList());
        var reports = PrivateBucket.of(this, "Reports", Optional.empty());
        var parts =
                new Parts(migration, features, props.assets(), queues, ledger, reports, parameters);
        var worker = WorkerFunction.of(this, parts);
        var jobsender = JobsenderFunction.of(this, parts);
        EventSources.of(this, migration, queues.events().queue());
        if (migration.setNotifications()) {
            new BucketEvents(this, parts);
        }

        var alarms = new Alarms(this, migration.alarmEmail());
        alarms.onQueues(queues);
        alarms.onObjects();
        alarms.onSpending(migration.alarmUsdPerDay());
        alarms.onErrors("Worker", worker.function());
        alarms.onErrors("Jobsender", jobsender.function());
        alarms.onComparisons(
                getNode().findChild(JobsenderFunction.SCHEDULE), migration.compareEveryMinutes());
        migration
                .dashboard()
                .ifPresent(
                        name -> WatchDashboard.of(this, name, variables(parts, worker, jobsender)));
        parameters.describe(description(parts, worker, jobsender));
        CfnOutput.Builder.create(this, "EventsQueueUrl")
                .description("Where S3 events and copies ordered by other systems go")
                .value(queues.events().queue().getQueueUrl())
                .build();
    }

    private static Map<String, String> variables(Parts parts, Program worker, Program jobsender) {
        var queues = parts.queues();
        var variables = new TreeMap<String, String>();
        put(variables, "Events", queues.events());
        put(variables, "Batches", queues.batches());
        put(variables, "Large", queues.large());
        put(variables, "Runs", queues.runs());
        variables.put("Worker", worker.function().getFunctionName());
        variables.put("WorkerLog", worker.logGroup());
        variables.put("JobsenderLog", jobsender.logGroup());
        return variables;
    }

    private static void put(Map<String, String> variables, String name, WorkQueue queue) {
        variables.put(name + "Queue", queue.queue().getQueueName());
        variables.put(name + "DeadLetterQueue", queue.deadLetters().getQueueName());
    }

    /// As `docs/contracts.md` shows it.
    private Map<String, Object> description(Parts parts, Program worker, Program jobsender) {
        var queues = parts.queues();
        var names = parts.parameters().names();
        var description = new LinkedHashMap<String, Object>();
        description.put("v", 1);
        description.put("stack", Stack.of(this).getStackName());
        putUrls(description, "events", queues.events());
        putUrls(description, "large", queues.large());
        putUrls(description, "batches", queues.batches());
        putUrls(description, "runs", queues.runs());
        description.put("ledger_table", parts.ledger().table().getTableName());
        description.put("reports_bucket", parts.reports().getBucketName());
        description.put("worker_function", worker.function().getFunctionName());
        description.put("jobsender_function", jobsender.function().getFunctionName());
        description.put("job_type", parts.migration().settings().worker().jobType().name());
        description.put("credentials_parameter", names.credentials());
        description.put("routes_parameter", names.routes());
        description.put("ignore_list_parameter", names.ignoreList());
        return description;
    }

    private static void putUrls(Map<String, Object> description, String name, WorkQueue queue) {
        description.put(name + "_queue_url", queue.queue().getQueueUrl());
        description.put(name + "_dead_letter_queue_url", queue.deadLetters().getQueueUrl());
    }
}
