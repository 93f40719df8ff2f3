package s3migrate.ledger.dynamodb;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Runs as one item per route and one per range, in the table of the ledger; `docs/contracts.md`
/// says what is in them. Changes that belong together are one transaction.
///
/// Times are milliseconds since 1970, sizes bytes. Serves many threads.
public final class DynamoDbRunLedger implements RunLedger {

    /// Why DynamoDB gives up a transaction that another was faster than.
    private static final Set<String> OVERTAKEN =
            Set.of("ConditionalCheckFailed", "TransactionConflict");

    private static final String UNTOUCHED = "None";

    private final DynamoDbClient client;
    private final String table;
    private final BatchReads batches;

    /// The client stays the caller's. `random` must serve many threads.
    public DynamoDbRunLedger(
            DynamoDbClient client, String table, Sleeper sleeper, RandomGenerator random) {
        this.client = client;
        this.table = table;
        batches = new BatchReads(client, table, sleeper, random);
    }

    @Override
    public Optional<RunRecord> find(String route) {
        var key = RunItems.keyText(route);
        try {
            var answer =
                    client.getItem(request ->
                            request.tableName(table).key(RunItems.key(key)).consistentRead(true));
            return Optional.of(answer.item())
                    .filter(item -> !item.isEmpty())
                    .map(item -> readable(key, item, RunItems::run));
        } catch (SdkException e) {
            throw LedgerErrors.of("get " + key, table, e);
        }
    }

    @Override
    public List<RangeRecord> ranges(RunRecord run) {
        var keys =
                IntStream.range(0, run.ranges())
                        .mapToObj(number -> RunItems.keyText(run.route(), number))
                        .map(RunItems::key);
        return batches.find(keys)
                .map(item -> readable("#range/" + run.route(), item, RunItems::range))
                .filter(range -> range.run().equals(run.run()))
                .sorted(comparingInt(RangeRecord::number))
                .toList();
    }

    private <T> T readable(
            String key,
            Map<String, AttributeValue> item,
            Function<Map<String, AttributeValue>, T> reading) {
        try {
            return reading.apply(item);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new LedgerException(
                    "get %s in table %s: not a run's record: %s"
                            .formatted(key, table, e.getMessage()),
                    e);
        }
    }

    @Override
    public boolean write(List<Change> changes) {
        var writeId = UUID.randomUUID().toString();
        var writes = changes.stream().map(change -> RunWrite.of(change, writeId)).toList();
        try {
            if (writes.size() == 1) {
                client.putItem(writes.getFirst().put(table));
            } else {
                client.transactWriteItems(request ->
                        request.transactItems(
                                writes.stream().map(w -> w.inTransaction(table)).toList()));
            }
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a write whose answer was lost; it then stands in its own way.
            return EntryItems.isFrom(writeId, e.item());
        } catch (TransactionCanceledException e) {
            // The SDK's token makes a repeated transaction succeed that was done.
            if (wasOvertaken(e)) {
                return false;
            }
            throw LedgerErrors.of("put " + writes.getFirst().key(), table, e);
        } catch (SdkException e) {
            throw LedgerErrors.of("put " + writes.getFirst().key(), table, e);
        }
    }

    private static boolean wasOvertaken(TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .map(reason -> Optional.ofNullable(reason.code()).orElse(UNTOUCHED))
                .filter(code -> !code.equals(UNTOUCHED))
                .allMatch(OVERTAKEN::contains);
    }
}
