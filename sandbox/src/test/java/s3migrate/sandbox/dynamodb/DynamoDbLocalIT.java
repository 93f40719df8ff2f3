package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// DynamoDB Local, which the stub's suite must hold for too.
@EnabledIfSystemProperty(
        named = DynamoDbLocal.OPTION,
        matches = ".+",
        disabledReason = DynamoDbLocal.WITHOUT)
class DynamoDbLocalIT {
    @TempDir static Path directory;
    private static DynamoDbLocal local;

    @BeforeAll
    static void start() throws Exception {
        local = DynamoDbLocal.start(directory.resolve("log"));
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    private static TestTable table() {
        local.createTable(TestTable.NAME, "pk", "running", "shard", "since");
        return new TestTable(local.client());
    }

    @Nested
    class Reads extends ReadsContract {
        @Override
        TestTable open() {
            return table();
        }
    }

    @Nested
    class Writes extends WritesContract {
        @Override
        TestTable open() {
            return table();
        }

        /// It takes one operation after the other, where AWS refuses the request (API reference,
        /// TransactWriteItems).
        @Test
        @Override
        void aTransactionTakesAnItemOnce() {
            assertThatThrownBy(() -> table.putInTransaction("a", "a"))
                    .isInstanceOfSatisfying(
                            TransactionCanceledException.class,
                            e ->
                                    assertThat(e.cancellationReasons())
                                            .extracting(CancellationReason::code)
                                            .containsExactly("None", "ConditionalCheckFailed"));
        }
    }

    @Nested
    class Refusals extends RefusalsContract {
        @Override
        TestTable open() {
            return table();
        }
    }
}
