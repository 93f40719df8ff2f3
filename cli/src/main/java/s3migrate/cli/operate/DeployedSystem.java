package s3migrate.cli.operate;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import s3migrate.cli.CouldNotStart;
import s3migrate.job.JobQueue;
import s3migrate.job.sqs.SqsBatchSender;
import s3migrate.job.sqs.SqsJobQueue;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LookLedger;
import s3migrate.ledger.PlanLedger;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.dynamodb.DynamoDbLedger;
import s3migrate.ledger.dynamodb.DynamoDbLookLedger;
import s3migrate.ledger.dynamodb.DynamoDbPlanLedger;
import s3migrate.ledger.dynamodb.DynamoDbRouteLedger;
import s3migrate.ledger.dynamodb.DynamoDbRunLedger;
import s3migrate.ledger.dynamodb.DynamoDbStateIndex;
import s3migrate.route.DeployedStack;
import s3migrate.route.Parameters;
import s3migrate.route.QueueAddress;
import s3migrate.route.Route;
import s3migrate.route.Routes;
import s3migrate.route.RoutesReader;
import s3migrate.route.SettingsException;
import s3migrate.route.ssm.SsmParameters;
import s3migrate.store.s3.OwnFiles;
import s3migrate.store.s3.S3Access;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/// The parts of a deployed system, as whoever asks may reach them. Everything is read anew when it
/// is asked for. Fails with the exceptions of the ports.
///
/// @param access of whoever asks, to buckets of the system's own account
record DeployedSystem(
        DeployedStack stack,
        S3Access access,
        Parameters parameters,
        SqsClient sqs,
        DynamoDbClient dynamoDb,
        AutoCloseable ssm,
        InstantSource clock)
        implements AutoCloseable {

    /// One of its queues, by the word people use for it.
    record NamedQueue(String name, QueueAddress address) {}

    /// Reads where the parts are.
    ///
    /// @throws CouldNotStart if nothing says where, or it may not be read
    static DeployedSystem find(
            String parameter, AwsCredentialsProvider credentials, Region region) {
        var ssm = SsmClient.builder().credentialsProvider(credentials).region(region).build();
        var parameters = new SsmParameters(ssm);
        try {
            var stack = DeployedStack.read(parameters.value(parameter));
            return new DeployedSystem(
                    stack,
                    new S3Access(credentials, region, Optional.empty(), true),
                    parameters,
                    SqsClient.builder().credentialsProvider(credentials).region(region).build(),
                    DynamoDbClient.builder()
                            .credentialsProvider(credentials)
                            .region(region)
                            .build(),
                    ssm,
                    InstantSource.system());
        } catch (SettingsException wrong) {
            ssm.close();
            throw wrong.getCause() instanceof ParameterNotFoundException
                    ? new CouldNotStart(
                            "no deployed system found: there is no parameter %s in %s. Deploy one with infra-cdk/deploy, or say where it is with --region, --profile or --stack-parameter"
                                    .formatted(parameter, region),
                            wrong)
                    : new CouldNotStart(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /// Events first, as people see them.
    List<NamedQueue> queues() {
        return List.of(
                new NamedQueue("events", stack.events()),
                new NamedQueue("batches", stack.batches()),
                new NamedQueue("large", stack.large()),
                new NamedQueue("runs", stack.runs()));
    }

    Routes routes() {
        return new RoutesReader(file -> OwnFiles.text(access, file))
                .read(parameters.value(stack.parameters().routes()), Optional.empty());
    }

    /// The routes of these names, all if there are none.
    ///
    /// @throws CouldNotStart naming those that are not there, and what is
    List<Route> routes(List<String> names) {
        var all = routes();
        var unknown = names.stream().filter(name -> all.named(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new CouldNotStart(
                    "no route is named %s: accepted are %s"
                            .formatted(
                                    String.join(", ", unknown),
                                    all.all().stream()
                                            .map(Route::name)
                                            .collect(Collectors.joining(", "))));
        }
        return names.isEmpty()
                ? all.all()
                : names.stream().distinct().flatMap(name -> all.named(name).stream()).toList();
    }

    Ledger ledger() {
        return new DynamoDbLedger(dynamoDb, table(), Sleeper.system(), new SecureRandom());
    }

    RunLedger runLedger() {
        return new DynamoDbRunLedger(dynamoDb, table(), Sleeper.system(), new SecureRandom());
    }

    RouteLedger routeLedger() {
        return new DynamoDbRouteLedger(dynamoDb, table());
    }

    PlanLedger planLedger() {
        return new DynamoDbPlanLedger(dynamoDb, table());
    }

    LookLedger lookLedger() {
        return new DynamoDbLookLedger(dynamoDb, table());
    }

    DynamoDbStateIndex index() {
        return new DynamoDbStateIndex(dynamoDb, table());
    }

    JobQueue jobQueue() {
        return new SqsJobQueue(sqs, stack.batches().url(), stack.large().url(), sender());
    }

    SqsBatchSender sender() {
        return new SqsBatchSender(sqs, Sleeper.system(), new SecureRandom());
    }

    private String table() {
        return stack.ledgerTable();
    }

    @Override
    public void close() {
        Stream.of(sqs, dynamoDb, ssm).forEach(DeployedSystem::close);
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
