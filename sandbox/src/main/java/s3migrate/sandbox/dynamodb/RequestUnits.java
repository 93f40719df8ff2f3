package s3migrate.sandbox.dynamodb;

/// What DynamoDB bills on demand.
///
/// @param read one for 4 KiB of an item read consistently, half of that otherwise
/// @param written one for 1 KiB of an item and one for each change of an index of keys; two for 1
///   KiB in a transaction
public record RequestUnits(double read, long written) {

    /// Those since `earlier`.
    public RequestUnits since(RequestUnits earlier) {
        return new RequestUnits(read - earlier.read, written - earlier.written);
    }
}
