package s3migrate.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// The stub reads as DynamoDB does, and leaves keys unprocessed on demand.
class ReadsTest extends ReadsContract {
    @Override
    TestTable open() {
        return new StubTable();
    }

    @Test
    void batchGetHandsBackWhatItDidNotRead() {
        try (StubTable table = new StubTable()) {
            for (int i = 0; i < 5; i++) table.put(TestTable.key("k" + i));
            table.server().answerAtMost(2);
            var keys = IntStream.range(0, 4).mapToObj(i -> TestTable.key("k" + i)).toList();
            var answer = batchGet(table, keys);
            assertThat(answer.responses().get(TestTable.NAME)).hasSize(2);
            assertThat(answer.unprocessedKeys().get(TestTable.NAME))
                    .extracting(KeysAndAttributes::keys)
                    .isEqualTo(List.of(TestTable.key("k2"), TestTable.key("k3")));
        }
    }
}
