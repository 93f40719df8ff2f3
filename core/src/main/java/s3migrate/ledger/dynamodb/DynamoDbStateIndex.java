package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Which destination keys are being copied or stand as failures, by the sparse index `state_shard`,
/// which holds keys alone: a query for each of its shards, at any size of the table. A moment
/// behind the table. Serves many threads.
public final class DynamoDbStateIndex {

    private final DynamoDbClient client;
    private final String table;

    /// The client stays the caller's.
    public DynamoDbStateIndex(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /// The keys in a state, in no order, a shard read at a time as they are asked for. Of DONE the
    /// index has none. Fails with a `LedgerException`.
    public Stream<ObjectLocation> in(LedgerEntry.State state) {
        return IntStream.range(0, EntryItems.SHARDS)
                .mapToObj(shard -> EntryItems.stateShard(state, shard))
                .flatMap(this::keys)
                .map(ItemEntries::location);
    }

    private Stream<String> keys(String shard) {
        var query =
                QueryRequest.builder()
                        .tableName(table)
                        .indexName(Attribute.STATE_SHARD)
                        .keyConditionExpression("#shard = :shard")
                        .expressionAttributeNames(Map.of("#shard", Attribute.STATE_SHARD))
                        .expressionAttributeValues(Map.of(":shard", Attribute.text(shard)))
                        .build();
        try {
            return client.queryPaginator(query).items().stream()
                    .map(item -> item.getOrDefault(Attribute.KEY, Attribute.text("")).s())
                    .toList()
                    .stream();
        } catch (SdkException e) {
            throw LedgerErrors.of("query index " + Attribute.STATE_SHARD, table, e);
        }
    }
}
