package s3migrate.ledger.dynamodb;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
    private static final String RECORD = "a run's record";

    private final LedgerTable table;
    private final BatchReads batches;

    /// The client stays the caller's. `random` must serve many threads.
    public DynamoDbRunLedger(
            DynamoDbClient client, String table, Sleeper sleeper, RandomGenerator random) {
        this.table = new LedgerTable(client, table);
        batches = new BatchReads(client, table, sleeper, random);
    }

    @Override
    public Optional<RunRecord> find(String route) {
        return table.find(RunItems.keyText(route), RECORD, RunItems::run);
    }

    @Override
    public List<RangeRecord> ranges(RunRecord run) {
        var keys =
                IntStream.range(0, run.ranges())
                        .mapToObj(number -> RunItems.keyText(run.route(), number))
                        .map(RunItems::key);
        return batches.find(keys)
                .map(item ->
                        LedgerErrors.readable(
                                "#range/" + run.route(),
                                table.name(),
                                RECORD,
                                item,
                                RunItems::range))
                .filter(range -> range.run().equals(run.run()))
                .sorted(comparingInt(RangeRecord::number))
                .toList();
    }

    @Override
    public boolean write(List<Change> changes) {
        var writeId = UUID.randomUUID().toString();
        var writes = changes.stream().map(change -> RunWrite.of(change, writeId)).toList();
        if (writes.size() == 1) {
            return table.put(writes.getFirst().item(), writes.getFirst().condition());
        }
        try {
            table.client()
                    .transactWriteItems(request ->
                            request.transactItems(
                                    writes.stream()
                                            .map(one -> one.inTransaction(table.name()))
                                            .toList()));
            return true;
        } catch (TransactionCanceledException e) {
            // The SDK's token makes a repeated transaction succeed that was done.
            if (wasOvertaken(e)) {
                return false;
            }
            throw LedgerErrors.of("put " + writes.getFirst().key(), table.name(), e);
        } catch (SdkException e) {
            throw LedgerErrors.of("put " + writes.getFirst().key(), table.name(), e);
        }
    }

    private static boolean wasOvertaken(TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .map(reason -> Optional.ofNullable(reason.code()).orElse(UNTOUCHED))
                .filter(code -> !code.equals(UNTOUCHED))
                .allMatch(OVERTAKEN::contains);
    }
}
