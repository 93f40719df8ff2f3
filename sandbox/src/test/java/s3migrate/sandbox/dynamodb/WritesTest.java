package s3migrate.sandbox.dynamodb;

/// The stub writes as DynamoDB does.
class WritesTest extends WritesContract {
    @Override
    TestTable open() {
        return new StubTable();
    }
}
