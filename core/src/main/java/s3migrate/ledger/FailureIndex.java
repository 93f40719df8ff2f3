package s3migrate.ledger;

import java.util.stream.Stream;
import s3migrate.object.ObjectLocation;

/// Which destination keys stand as failures or as being copied, at any size of the ledger. A moment
/// behind it: what it says has to be looked up. Fails with a `LedgerException`.
@FunctionalInterface
public interface FailureIndex {

    /// For a ledger whose failures nobody clears.
    FailureIndex NONE = (_, _) -> Stream.empty();

    /// The failures under a prefix, in no order, read as they are asked for.
    Stream<ObjectLocation> under(String bucket, String prefix);

    /// What is being copied under a prefix, or was left by whoever began it: the same way.
    default Stream<ObjectLocation> begunUnder(String bucket, String prefix) {
        return Stream.empty();
    }
}
