package s3migrate.ledger.dynamodb;

import java.util.stream.Stream;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Failures and copies that were begun, as the index of states has them. Serves many threads.
public final class DynamoDbFailureIndex implements FailureIndex {

    private final DynamoDbStateIndex index;

    /// The client stays the caller's.
    public DynamoDbFailureIndex(DynamoDbClient client, String table) {
        index = new DynamoDbStateIndex(client, table);
    }

    @Override
    public Stream<ObjectLocation> under(String bucket, String prefix) {
        return in(LedgerEntry.State.FAILED, bucket, prefix);
    }

    @Override
    public Stream<ObjectLocation> begunUnder(String bucket, String prefix) {
        return in(LedgerEntry.State.COPYING, bucket, prefix);
    }

    private Stream<ObjectLocation> in(LedgerEntry.State state, String bucket, String prefix) {
        return index.in(state)
                .filter(at -> at.bucket().equals(bucket) && at.key().startsWith(prefix));
    }
}
