package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.Random;
import s3migrate.sandbox.dynamodb.AttributeValue;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.dynamodb.TableDefinition;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.time.ManualTime;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The sandbox's ledger table, empty, and a ledger over it.
public final class SandboxTable implements AutoCloseable {

    static final String NAME = "ledger";

    private final DynamoDbServer server =
            DynamoDbServer.start(
                    0,
                    AccessKeys.of("AKIASANDBOX"),
                    TableDefinition.of(NAME, Attribute.KEY)
                            .withIndex(Attribute.STATE_SHARD, Attribute.STATE_SHARD));
    private final ManualTime time = new ManualTime();
    private final DynamoDbClient client =
            DynamoDbClient.builder()
                    .endpointOverride(server.uri())
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("AKIASANDBOX", "secret")))
                    .build();

    public DynamoDbServer server() {
        return server;
    }

    /// Moved by the ledger's pauses.
    public ManualTime time() {
        return time;
    }

    public DynamoDbLedger ledger() {
        return ledger(NAME);
    }

    /// A ledger over a table of another name, which the server does not have.
    DynamoDbLedger ledger(String table) {
        return new DynamoDbLedger(client, table, time, new Random(1));
    }

    DynamoDbClient client() {
        return client;
    }

    /// The only item.
    Map<String, AttributeValue> item() {
        var items = server.items(NAME);
        if (items.size() != 1) {
            throw new AssertionError("expected one item, found " + items.keySet());
        }
        return items.firstEntry().getValue();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
