package s3migrate.jobsender;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import s3migrate.job.sqs.SqsBatchSender;
import s3migrate.job.sqs.SqsClients;
import s3migrate.job.sqs.SqsJobQueue;
import s3migrate.ledger.dynamodb.DynamoDbClients;
import s3migrate.ledger.dynamodb.DynamoDbFailureIndex;
import s3migrate.ledger.dynamodb.DynamoDbLedger;
import s3migrate.ledger.dynamodb.DynamoDbLookLedger;
import s3migrate.ledger.dynamodb.DynamoDbPlanLedger;
import s3migrate.ledger.dynamodb.DynamoDbRouteLedger;
import s3migrate.ledger.dynamodb.DynamoDbRunLedger;
import s3migrate.log.EventLog;
import s3migrate.metrics.Measurements;
import s3migrate.outcome.events.EventBridgeEvents;
import s3migrate.price.Meter;
import s3migrate.price.Prices;
import s3migrate.price.Spending;
import s3migrate.route.JobsenderSettings;
import s3migrate.route.ssm.SsmParameters;
import s3migrate.run.ReportedRuns;
import s3migrate.run.RunChecks;
import s3migrate.run.RunReports;
import s3migrate.run.RunStarts;
import s3migrate.run.sqs.SqsBacklog;
import s3migrate.run.sqs.SqsRunQueue;
import s3migrate.store.s3.OwnFiles;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Sleeper;
import s3migrate.transfer.evidence.EvidenceBucket;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Everything a jobsender process keeps between messages, wired by hand.
record Wiring(JobsenderSettings settings, Jobsender jobsender, RunMeasures measures) {

    /// A sum of evidence reads so many files at once.
    private static final int REPORTS_AT_ONCE = 32;

    /// Reads the settings and opens the clients; connects to nothing yet.
    ///
    /// @throws s3migrate.route.SettingsException naming every fault of the environment
    static Wiring of(Map<String, String> environment, PrintStream out) {
        var settings = JobsenderSettings.from(environment);
        var log = new EventLog(out);
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var prices = Prices.read();
        var spending = new Spending(prices);
        var sqs = SqsClients.countedBy(spending);
        var dynamoDb = DynamoDbClients.countedBy(spending);
        String table = settings.deployment().ledgerTable();
        String large = settings.largeQueueUrl();
        String batches = settings.batchesQueueUrl();
        var jobQueue =
                new SqsJobQueue(
                        sqs, batches, large, new SqsBatchSender(sqs, Sleeper.system(), random));
        var runQueue = new SqsRunQueue(sqs, settings.runs().url());
        var runLedger = new DynamoDbRunLedger(dynamoDb, table, Sleeper.system(), random);
        var reports = settings.deployment().reportsBucket().map(name -> reports(name, spending));
        var runReports =
                reports.<RunReports>map(bucket -> new ReportedRuns(bucket, clock))
                        .orElse(RunReports.NONE);
        var parameters =
                new RunParameters(
                        new SsmParameters(SsmClient.create()),
                        settings.deployment().parameters(),
                        settings.jobType(),
                        settings.compare(),
                        OwnFiles::text,
                        clock);
        var events = EventBridgeEvents.countedBy(spending, Sleeper.system(), random);
        var news = new RunNews(runLedger, events, reports, log, clock);
        var runs =
                new StoreRuns(
                        settings,
                        parameters,
                        new DynamoDbLedger(dynamoDb, table, Sleeper.system(), random),
                        new DynamoDbFailureIndex(dynamoDb, table),
                        runLedger,
                        new DynamoDbRouteLedger(dynamoDb, table),
                        new DynamoDbPlanLedger(dynamoDb, table),
                        prices,
                        runQueue,
                        jobQueue,
                        reports,
                        runReports,
                        news,
                        new FirstLook(
                                new DynamoDbLookLedger(dynamoDb, table), prices, spending, clock),
                        spending,
                        log,
                        clock);
        var backlog = new SqsBacklog(sqs, List.of(batches, large));
        var starts =
                new RunStarts(
                        runLedger,
                        new DynamoDbRouteLedger(dynamoDb, table),
                        backlog,
                        runQueue,
                        clock);
        var measures = new RunMeasures(new Measurements(out, clock), spending, runLedger, clock);
        var pace = new ListingPace(ListingPace.latestOf(runLedger), prices, log, clock);
        return new Wiring(
                settings,
                new Jobsender(
                        parameters::routes,
                        pace,
                        starts,
                        runs,
                        new RunChecks(runLedger, runReports, backlog, runQueue, clock),
                        jobQueue,
                        new RunTelling(log, measures, news),
                        log,
                        clock,
                        random),
                measures);
    }

    /// In the program's own account, by its own role.
    private static EvidenceBucket reports(String bucket, Meter meter) {
        var store =
                S3Stores.open(
                        S3Access.ofOwnRole(),
                        S3Stores.Side.DESTINATION,
                        S3Connections.forInFlight(REPORTS_AT_ONCE).countedBy(meter));
        return new EvidenceBucket(store, bucket);
    }
}
