package s3migrate.sandbox.dynamodb;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.json.JsonServer;

/// The ledger's tables on loopback, for SDK clients whose endpoint is [#uri]. Scan and everything
/// else that is not listed here is refused.
///
/// Items live in memory until [#close].
public final class DynamoDbServer implements AutoCloseable {
    private final Tables tables;
    private final Reads reads;
    private final JsonServer server;

    private DynamoDbServer(int port, AccessKeys keys, List<TableDefinition> definitions) {
        tables = new Tables(definitions);
        reads = new Reads(tables);
        var writes = new Writes(tables);
        server =
                JsonServer.start(
                        port,
                        new JsonServer.Protocol("DynamoDB_20120810", "1.0"),
                        keys,
                        Map.of(
                                "PutItem", writes::put,
                                "UpdateItem", writes::update,
                                "DeleteItem", writes::delete,
                                "TransactWriteItems", new Transactions(tables)::write,
                                "GetItem", reads::get,
                                "BatchGetItem", reads::batchGet,
                                "Query", new Queries(tables)::query));
    }

    /// Serves on `port`, or on any free port if it is 0.
    public static DynamoDbServer start(int port, AccessKeys keys, TableDefinition... tables) {
        return new DynamoDbServer(port, keys, List.of(tables));
    }

    public URI uri() {
        return server.uri();
    }

    /// A copy of the table's items by key, as they are now.
    public SortedMap<String, Map<String, AttributeValue>> items(String table) {
        return tables.named(table).snapshot();
    }

    /// From now on a BatchGetItem answers so many keys and hands back the others as
    /// UnprocessedKeys.
    public void answerAtMost(int keysPerBatchGet) {
        reads.answerAtMost(keysPerBatchGet);
    }

    public void faults(Faults faults) {
        server.faults(faults);
    }

    /// The answer of a table whose capacity is used up. The SDK retries it.
    public static Fault throttled() {
        return new Fault.Refused(
                AwsError.client(
                        "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was"
                                + " exceeded."));
    }

    /// What DynamoDB would have billed for GetItem, BatchGetItem and writes so far, on demand and
    /// by the sizes of items; queries are left out.
    public RequestUnits units() {
        return tables.units().sum();
    }

    /// How often an operation was asked for, by its name in the API.
    public long calls(String operation) {
        return server.calls(operation);
    }

    @Override
    public void close() {
        server.close();
    }
}
