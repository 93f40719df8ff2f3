package s3migrate.job.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import s3migrate.price.Meter;
import s3migrate.price.Priced;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Clients of SQS as programs use them: configured by the environment, and counted.
public final class SqsClients {

    private static final int BYTES_OF_A_REQUEST = 64 << 10;

    private SqsClients() {}

    /// A client that tells what its requests cost. Connects to nothing yet.
    public static SqsClient countedBy(Meter meter) {
        return SqsClient.builder()
                .overrideConfiguration(o -> o.addExecutionInterceptor(new Requests(meter)))
                .build();
    }

    record Requests(Meter meter) implements ExecutionInterceptor {

        @Override
        public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
            int chunks = Math.ceilDiv(bytes(context.request()), BYTES_OF_A_REQUEST);
            meter.add(Priced.SQS_REQUEST, Math.max(1, chunks));
        }

        private static int bytes(SdkRequest request) {
            return switch (request) {
                case SendMessageRequest one -> bytes(one.messageBody());
                case SendMessageBatchRequest several ->
                        several.entries().stream()
                                .map(SendMessageBatchRequestEntry::messageBody)
                                .mapToInt(Requests::bytes)
                                .sum();
                default -> 0;
            };
        }

        private static int bytes(String text) {
            return text.getBytes(UTF_8).length;
        }
    }
}
