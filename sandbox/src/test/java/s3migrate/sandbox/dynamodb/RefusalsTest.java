package s3migrate.sandbox.dynamodb;

/// The stub refuses what DynamoDB refuses.
class RefusalsTest extends RefusalsContract {
    @Override
    TestTable open() {
        return new StubTable();
    }
}
