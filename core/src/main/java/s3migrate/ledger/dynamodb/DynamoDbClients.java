package s3migrate.ledger.dynamodb;

import s3migrate.price.Meter;
import s3migrate.price.Priced;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Clients of DynamoDB as programs use them: configured by the environment, and counted.
public final class DynamoDbClients {

    private DynamoDbClients() {}

    /// A client that tells what its requests cost, one item counting as one unit. Connects to
    /// nothing yet.
    public static DynamoDbClient countedBy(Meter meter) {
        return DynamoDbClient.builder()
                .overrideConfiguration(o -> o.addExecutionInterceptor(new Requests(meter)))
                .build();
    }

    record Requests(Meter meter) implements ExecutionInterceptor {

        @Override
        public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
            switch (context.request()) {
                case PutItemRequest _ -> meter.add(Priced.LEDGER_WRITE, 1);
                // Each is prepared, then written.
                case TransactWriteItemsRequest several ->
                        meter.add(Priced.LEDGER_WRITE, 2 * several.transactItems().size());
                case BatchGetItemRequest several ->
                        meter.add(
                                Priced.LEDGER_READ,
                                several.requestItems().values().stream()
                                        .mapToInt(keys -> keys.keys().size())
                                        .sum());
                default -> meter.add(Priced.LEDGER_READ, 1);
            }
        }
    }
}
