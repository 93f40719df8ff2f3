package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The failures by the sparse index `state_shard`, which holds keys alone: a query for each of its
/// shards. Serves many threads.
public final class DynamoDbFailureIndex implements FailureIndex {

    private final DynamoDbClient client;
    private final String table;

    /// The client stays the caller's.
    public DynamoDbFailureIndex(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Stream<ObjectLocation> under(String bucket, String prefix) {
        return IntStream.range(0, EntryItems.SHARDS)
                .mapToObj(shard -> EntryItems.stateShard(LedgerEntry.State.FAILED, shard))
                .flatMap(this::keys)
                .map(ItemEntries::location)
                .filter(at -> at.bucket().equals(bucket) && at.key().startsWith(prefix));
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
