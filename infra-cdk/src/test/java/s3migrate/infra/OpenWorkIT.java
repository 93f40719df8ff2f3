package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.infra.migration.Migration;
import s3migrate.route.SettingsException;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;
import s3migrate.sandbox.ssm.SsmServer;
import s3migrate.sandbox.sts.StsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

class OpenWorkIT {

    private static final String KEY = "AKIADESTROYER0000001";
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, "secret"));

    private static final String ACCOUNT = "111122223333";

    private static final Path EXAMPLE = Path.of("examples", "new-bucket-to-another-account.json");

    private final Migration migration = Migration.read(EXAMPLE);
    private final SqsServer queues = SqsServer.start(0, "us-east-1", AccessKeys.of(KEY));
    private final SsmServer parameters = SsmServer.start(0, AccessKeys.of(KEY));
    private final StsServer identities =
            StsServer.start(0, AccessKeys.of(KEY), ACCOUNT, InstantSource.system(), _ -> {});
    private final Map<String, String> urls = new HashMap<>();

    @AfterEach
    void close() {
        queues.close();
        parameters.close();
        identities.close();
    }

    @Test
    void messagesAreInTheWayDeadLettersToo() throws InterruptedException {
        deployed();
        queues.queues().send(url("events_dead_letter_queue"), "{}");
        queues.queues().send(url("large_queue"), "{}");
        queues.queues().send(url("large_queue"), "{}");
        queues.queues().receive(url("large_queue"), 1, Duration.ZERO);
        assertThat(report())
                .containsSequence(
                        "true",
                        "These messages of account 111122223333 would be lost:",
                        "  about 1 in events_dead_letter_queue",
                        "  about 2 in large_queue",
                        "These stay, and are yours to delete:",
                        "  the ledger, table S3Migration-Ledger-1X");
    }

    @Test
    void whatStaysIsNamed() throws InterruptedException {
        deployed();
        assertThat(report())
                .containsExactly(
                        "false",
                        "No messages are left in account 111122223333.",
                        "These stay, and are yours to delete:",
                        "  the ledger, table S3Migration-Ledger-1X",
                        "  all evidence, in the bucket s3migration-reports-1x",
                        "  the bucket uploads-of-example with all that is in it",
                        "  the parameter s3_migration_credentials",
                        "  notifications that were set by hand on existing buckets");
    }

    @Test
    void whatIsNotDeployedHasNoneOpen() {
        assertThat(report())
                .containsExactly(
                        "false",
                        "No stack is deployed in us-east-1 of account 111122223333: there is no parameter s3_migrate_stack.");
    }

    /// Else one account would be asked and another's queues destroyed.
    @Test
    void anotherAccountThanTheMigrationsIsNotAsked(@TempDir Path folder) throws IOException {
        var ofAnother = migrationOf(folder, "444455556666");
        assertThatThrownBy(() -> report(ofAnother))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "infra-cdk: the credentials are those of account 111122223333: accepted are those of 444455556666, which migration.json names (--profile)");
        assertThat(report(migrationOf(folder, ACCOUNT))).hasSize(2);
    }

    private static Migration migrationOf(Path folder, String account) throws IOException {
        var json = new ObjectMapper();
        var example = (ObjectNode) json.readTree(EXAMPLE.toFile());
        var file = folder.resolve("migration.json");
        json.writeValue(file.toFile(), example.put("account", account));
        return Migration.read(file);
    }

    private String url(String queue) {
        return Objects.requireNonNull(urls.get(queue + "_url"), queue);
    }

    private void deployed() throws InterruptedException {
        for (var name : List.of("events", "batches", "large", "runs")) {
            for (var kind : List.of("queue", "dead_letter_queue")) {
                String queue = name + "_" + kind;
                urls.put(
                        queue + "_url",
                        queues.queues()
                                .create(QueueDefinition.of(queue, Duration.ofMinutes(16)))
                                .url());
            }
        }
        parameters.put(
                "s3_migrate_stack",
                urls.entrySet().stream()
                        .map(url -> "\"%s\": \"%s\"".formatted(url.getKey(), url.getValue()))
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        """
                                        {"v": 1, "stack": "S3Migration", "ledger_table": "S3Migration-Ledger-1X",
                                         "reports_bucket": "s3migration-reports-1x", "worker_function": "w",
                                         "jobsender_function": "j", "credentials_parameter": "c",
                                         "routes_parameter": "r", "ignore_list_parameter": "i",
                                        """,
                                        "}")));
    }

    private List<String> report() {
        return report(migration);
    }

    private List<String> report(Migration of) {
        var out = new ByteArrayOutputStream();
        try (var sts =
                        StsClient.builder()
                                .endpointOverride(identities.uri())
                                .region(Region.US_EAST_1)
                                .credentialsProvider(CREDENTIALS)
                                .build();
                var ssm =
                        SsmClient.builder()
                                .endpointOverride(parameters.uri())
                                .region(Region.US_EAST_1)
                                .credentialsProvider(CREDENTIALS)
                                .build();
                var sqs =
                        SqsClient.builder()
                                .endpointOverride(queues.uri())
                                .region(Region.US_EAST_1)
                                .credentialsProvider(CREDENTIALS)
                                .build();
                var print = new PrintStream(out, true, UTF_8)) {
            boolean open = new OpenWork(sts, ssm, sqs).report(of, print);
            return (open + "\n" + out.toString(UTF_8)).lines().toList();
        }
    }
}
