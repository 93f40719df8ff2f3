package s3migrate.ledger.dynamodb;

import java.util.stream.Stream;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The failures as the index of states has them. Serves many threads.
public final class DynamoDbFailureIndex implements FailureIndex {

    private final DynamoDbStateIndex index;

    /// The client stays the caller's.
    public DynamoDbFailureIndex(DynamoDbClient client, String table) {
        index = new DynamoDbStateIndex(client, table);
    }

    @Override
    public Stream<ObjectLocation> under(String bucket, String prefix) {
        return index.in(LedgerEntry.State.FAILED)
                .filter(at -> at.bucket().equals(bucket) && at.key().startsWith(prefix));
    }
}
