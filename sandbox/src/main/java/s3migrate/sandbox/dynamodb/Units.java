package s3migrate.sandbox.dynamodb;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// Adds up what DynamoDB would bill on demand (DynamoDB developer guide, read and write
/// operations). An item that is absent, or was not written because of its condition, counts too.
final class Units {
    private static final int BYTES_OF_A_READ = 4096;
    private static final int BYTES_OF_A_WRITE = 1024;

    private final DoubleAdder read = new DoubleAdder();
    private final LongAdder written = new LongAdder();

    void read(Optional<Map<String, AttributeValue>> item, boolean consistent) {
        int bytes = item.map(AttributeValue::bytes).orElse(0);
        read.add(chunks(bytes, BYTES_OF_A_READ) * (consistent ? 1 : 0.5));
    }

    /// An item, and its keys in the index, which they leave or enter.
    ///
    /// @param former without attributes if it was absent; so is `next` if it is to be
    void written(
            TableDefinition definition,
            Map<String, AttributeValue> former,
            Map<String, AttributeValue> next) {
        prepared(former, next);
        definition
                .index()
                .map(TableDefinition.Index::partitionKey)
                .filter(key -> !Objects.equals(former.get(key), next.get(key)))
                .ifPresent(key -> {
                    written.add(former.containsKey(key) ? 1 : 0);
                    written.add(next.containsKey(key) ? 1 : 0);
                });
    }

    /// The first of the two phases of a transaction, which costs as much as the second.
    void prepared(Map<String, AttributeValue> former, Map<String, AttributeValue> next) {
        int bytes = Math.max(AttributeValue.bytes(former), AttributeValue.bytes(next));
        written.add(chunks(bytes, BYTES_OF_A_WRITE));
    }

    RequestUnits sum() {
        return new RequestUnits(read.sum(), written.sum());
    }

    private static int chunks(int bytes, int size) {
        return Math.max(1, Math.ceilDiv(bytes, size));
    }
}
