package s3migrate.sandbox.dynamodb;

import java.util.Optional;

/// A table to be created: items are found by one string attribute, and by a sparse index if there
/// is one.
public record TableDefinition(String name, String partitionKey, Optional<Index> index) {
    /// Holds the items that have its key attributes, both strings, ordered by the sort key if there
    /// is one.
    public record Index(String name, String partitionKey, Optional<String> sortKey) {}

    public static TableDefinition of(String name, String partitionKey) {
        return new TableDefinition(name, partitionKey, Optional.empty());
    }

    public TableDefinition withIndex(String index, String partitionKey) {
        return new TableDefinition(
                name,
                this.partitionKey,
                Optional.of(new Index(index, partitionKey, Optional.empty())));
    }

    public TableDefinition withIndex(String index, String partitionKey, String sortKey) {
        return new TableDefinition(
                name,
                this.partitionKey,
                Optional.of(new Index(index, partitionKey, Optional.of(sortKey))));
    }
}
