package s3migrate.sandbox.dynamodb;

import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.Clients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The table in a stub of its own.
final class StubTable extends TestTable {
    private final DynamoDbServer server;

    StubTable() {
        this(
                DynamoDbServer.start(
                        0,
                        AccessKeys.of(Clients.KNOWN),
                        TableDefinition.of(NAME, "pk").withIndex("running", "shard", "since")));
    }

    private StubTable(DynamoDbServer server) {
        super(Clients.of(DynamoDbClient.builder(), server.uri()));
        this.server = server;
    }

    DynamoDbServer server() {
        return server;
    }

    @Override
    public void close() {
        super.close();
        server.close();
    }
}
