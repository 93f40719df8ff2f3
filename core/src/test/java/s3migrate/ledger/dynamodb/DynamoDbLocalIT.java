package s3migrate.ledger.dynamodb;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.ledger.DeleteLedger;
import s3migrate.ledger.DeleteLedgerContract;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerContract;
import s3migrate.ledger.LookLedger;
import s3migrate.ledger.LookLedgerContract;
import s3migrate.ledger.PlanLedger;
import s3migrate.ledger.PlanLedgerContract;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RouteLedgerContract;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunLedgerContract;
import s3migrate.sandbox.dynamodb.DynamoDbLocal;
import s3migrate.time.ManualTime;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The adapters against DynamoDB Local: a second opinion on the sandbox's table.
@EnabledIfSystemProperty(
        named = DynamoDbLocal.OPTION,
        matches = ".+",
        disabledReason = DynamoDbLocal.WITHOUT)
final class DynamoDbLocalIT {

    private static final String TABLE = "ledger";

    @TempDir private static Path directory;
    private static DynamoDbLocal local;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() throws Exception {
        local = DynamoDbLocal.start(directory.resolve("log"));
        client = local.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        local.close();
    }

    @BeforeEach
    void newTable() {
        local.createTable(TABLE, Attribute.KEY, Attribute.STATE_SHARD, Attribute.STATE_SHARD);
    }

    @Nested
    final class Entries implements LedgerContract {
        @Override
        public Ledger ledger() {
            return new DynamoDbLedger(client, TABLE, new ManualTime(), new Random(1));
        }
    }

    @Nested
    final class Runs implements RunLedgerContract {
        @Override
        public RunLedger ledger() {
            return new DynamoDbRunLedger(client, TABLE, new ManualTime(), new Random(1));
        }
    }

    @Nested
    final class Deletes implements DeleteLedgerContract {
        @Override
        public DeleteLedger ledger() {
            return new DynamoDbDeleteLedger(client, TABLE);
        }
    }

    @Nested
    final class Routes implements RouteLedgerContract {
        @Override
        public RouteLedger ledger() {
            return new DynamoDbRouteLedger(client, TABLE);
        }

        @Override
        public void stop(String route, Optional<Instant> since) {
            DynamoDbRouteLedgerSandboxIT.stop(client, route, since);
        }
    }

    @Nested
    final class Plans implements PlanLedgerContract {
        @Override
        public PlanLedger ledger() {
            return new DynamoDbPlanLedger(client, TABLE);
        }
    }

    @Nested
    final class Looks implements LookLedgerContract {
        @Override
        public LookLedger ledger() {
            return new DynamoDbLookLedger(client, TABLE);
        }
    }
}
