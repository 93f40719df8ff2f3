package s3migrate.job.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.price.Priced;
import s3migrate.price.RecordedMeter;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class SqsClientsTest {

    private static final String KIB_64 = "x".repeat(64 << 10);

    private final RecordedMeter meter = new RecordedMeter();

    @Test
    void eachBegun64KibOfMessagesAreARequest() {
        ask(SendMessageRequest.builder().messageBody(KIB_64).build());
        ask(SendMessageRequest.builder().messageBody(KIB_64 + "y").build());
        ask(SendMessageBatchRequest.builder().entries(entry(KIB_64), entry(KIB_64)).build());
        ask(DeleteMessageRequest.builder().build());
        assertThat(meter.units()).isEqualTo(Map.of(Priced.SQS_REQUEST, 1.0 + 2 + 2 + 1));
    }

    private static SendMessageBatchRequestEntry entry(String body) {
        return SendMessageBatchRequestEntry.builder().messageBody(body).build();
    }

    private void ask(SdkRequest request) {
        new SqsClients.Requests(meter).beforeExecution(() -> request, new ExecutionAttributes());
    }
}
