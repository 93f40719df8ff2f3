package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A 412 of a copy is told apart by the condition in its body, which the SDK alone does not show.
final class FailedConditionTest {

    private final ScriptedHttp http = new ScriptedHttp();

    @Test
    void aChangedSourceIsTold() {
        refuse("x-amz-copy-source-If-Match");
        assertThat(FailedCondition.of(refusal()))
                .hasValueSatisfying(condition -> assertThat(condition.ofSource()).isTrue());
    }

    @Test
    void aChangedDestinationIsTold() {
        refuse("If-None-Match");
        var refusal = refusal();
        assertThat(FailedCondition.of(refusal))
                .hasValueSatisfying(condition -> assertThat(condition.ofSource()).isFalse());
        assertThat(S3Errors.found(refusal))
                .isEqualTo(
                        "did not hold (PreconditionFailed, HTTP 412, request R1, condition If-None-Match)");
    }

    @Test
    void anAnswerWithoutABodyTellsNone() {
        http.answer(412, Map.of(), "");
        assertThat(FailedCondition.of(refusal())).isEmpty();
    }

    private void refuse(String condition) {
        http.answer(
                412,
                Map.of(),
                """
                <Error><Code>PreconditionFailed</Code><Message>did not hold</Message>\
                <Condition>%s</Condition><RequestId>R1</RequestId></Error>\
                """
                        .formatted(condition));
    }

    private S3Exception refusal() {
        var access =
                new S3Access(
                        AnonymousCredentialsProvider.create(),
                        Region.EU_CENTRAL_1,
                        Optional.empty());
        try (S3Client client =
                S3Stores.client(access, S3Stores.Side.DESTINATION).httpClient(http).build()) {
            client.putObject(r -> r.bucket("bucket").key("key"), RequestBody.empty());
        } catch (S3Exception refusal) {
            return refusal;
        }
        throw new AssertionError("the request was answered");
    }
}
