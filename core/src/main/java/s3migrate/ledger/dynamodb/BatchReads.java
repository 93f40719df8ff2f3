package s3migrate.ledger.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import s3migrate.ledger.LedgerException;
import s3migrate.time.Backoff;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Consistent reads of many keys. DynamoDB may leave some of them unprocessed when it is throttled;
/// these are asked for again, after a pause.
final class BatchReads {

    /// Keys a call (DynamoDB quotas).
    static final int MAX_KEYS = 100;

    /// Rounds in a row that bring no key; with the pauses below, about 20 seconds.
    static final int MAX_IDLE_ROUNDS = 10;

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

    private final DynamoDbClient client;
    private final String table;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    BatchReads(DynamoDbClient client, String table, Sleeper sleeper, RandomGenerator random) {
        this.client = client;
        this.table = table;
        this.sleeper = sleeper;
        this.random = random;
    }

    /// What is there of the items with these keys, in no order.
    Stream<Map<String, AttributeValue>> find(Stream<Map<String, AttributeValue>> keys) {
        return keys.distinct().gather(Gatherers.windowFixed(MAX_KEYS)).flatMap(this::items);
    }

    private Stream<Map<String, AttributeValue>> items(List<Map<String, AttributeValue>> keys) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        var left = keys;
        int idleRounds = 0;
        while (!left.isEmpty()) {
            var asked = left;
            var request = KeysAndAttributes.builder().keys(asked).consistentRead(true).build();
            try {
                var answer = client.batchGetItem(r -> r.requestItems(Map.of(table, request)));
                found.addAll(answer.responses().getOrDefault(table, List.of()));
                left =
                        answer.unprocessedKeys().containsKey(table)
                                ? answer.unprocessedKeys().get(table).keys()
                                : List.of();
            } catch (SdkException e) {
                throw LedgerErrors.of("get %d items".formatted(asked.size()), table, e);
            }
            idleRounds = left.size() < asked.size() ? 0 : idleRounds + 1;
            if (!left.isEmpty()) {
                pause(left.size(), idleRounds);
            }
        }
        return found.stream();
    }

    private void pause(int keysLeft, int idleRounds) {
        if (idleRounds >= MAX_IDLE_ROUNDS) {
            throw new LedgerException(
                    "get %d items in table %s: left unprocessed %d times in a row"
                            .formatted(keysLeft, table, idleRounds));
        }
        try {
            sleeper.sleep(PAUSES.after(idleRounds + 1, random));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException(
                    "get %d items in table %s: interrupted".formatted(keysLeft, table), e);
        }
    }
}
