package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.sandbox.sqs.ReceivedMessage;

class BatchAnswerTest {
    private static final List<ReceivedMessage> BATCH = List.of(message("a"), message("b"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "\"text\"",
                "{\"batchItemFailures\":null}",
                "{\"batchItemFailures\":[]}"
            })
    void nothingReportedIsSuccess(String answer) {
        assertThat(BatchAnswer.done(BATCH, answer)).isEqualTo(BATCH);
    }

    @Test
    void whatIsReportedStays() {
        assertThat(BatchAnswer.done(BATCH, "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}"))
                .containsExactly(message("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"nobody\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"identifier\":\"a\"}]}",
                "{\"batchItemFailures\":\"a\"}",
                "{\"batchItemFailures\":"
            })
    void anAnswerThatMakesNoSenseFailsTheBatch(String answer) {
        assertThat(BatchAnswer.done(BATCH, answer)).isEmpty();
    }

    private static ReceivedMessage message(String id) {
        return new ReceivedMessage(id, "handle-" + id, "body", "md5", Map.of(), Map.of());
    }
}
