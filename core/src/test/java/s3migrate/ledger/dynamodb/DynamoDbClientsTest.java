package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.price.Priced;
import s3migrate.price.RecordedMeter;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class DynamoDbClientsTest {

    private final RecordedMeter meter = new RecordedMeter();

    @Test
    void itemsAreCountedAsDynamoDbDoes() {
        ask(PutItemRequest.builder().build());
        var item = TransactWriteItem.builder().build();
        ask(TransactWriteItemsRequest.builder().transactItems(item, item).build());
        ask(GetItemRequest.builder().build());
        var key = Map.of("key", AttributeValue.fromS("a"));
        var keys = KeysAndAttributes.builder().keys(List.of(key, key, key)).build();
        ask(BatchGetItemRequest.builder().requestItems(Map.of("ledger", keys)).build());
        assertThat(meter.units())
                .isEqualTo(Map.of(Priced.LEDGER_WRITE, 5.0, Priced.LEDGER_READ, 4.0));
    }

    private void ask(SdkRequest request) {
        new DynamoDbClients.Requests(meter)
                .beforeExecution(() -> request, new ExecutionAttributes());
    }
}
