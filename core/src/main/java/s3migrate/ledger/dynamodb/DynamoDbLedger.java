package s3migrate.ledger.dynamodb;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The ledger as one item per destination key, in a table whose partition key is the string `key`.
///
/// | attribute | type | there | meaning |
/// |---|---|---|---|
/// | `key` | S | always | `bucket/key` of the destination |
/// | `generation` | N | always | the fence, from 1 |
/// | `state` | S | always | COPYING, DONE or FAILED |
/// | `state_shard` | S | COPYING, FAILED | state, `#` and 00 to 15: the key of the sparse index |
/// | `source_bucket`, `source_key`, `source_etag` | S | always | the pinned source |
/// | `source_version_id` | S | if known | its version |
/// | `size` | N | always | its bytes |
/// | `owner`, `lease_until` | S, N | under a lease | who holds it, and until when |
/// | `upload_id`, `part_bytes`, `checksum_algorithm`, `upload_options` | S, N, S, S | with an upload | what it was begun with |
/// | `evidence` | S | once proved | what proved the copy |
/// | `way` | S | once proved, if copied by us | STREAMING or SERVER_SIDE |
/// | `written_etag` | S | once proved | the destination's |
/// | `written_version_id` | S | once proved, if versioned | the destination's |
/// | `tries`, `restarts` | N | always | since the last success |
/// | `first_failure`, `last_failure`, `reason` | N, N, S | after a failure | when and why |
/// | `started`, `updated` | N | always | first and last write |
/// | `write_id` | S | always | names one write, to know it again |
///
/// Times are milliseconds since 1970, sizes bytes. Keys of other items begin with `#`, which no
/// bucket name does. Serves many threads.
public final class DynamoDbLedger implements Ledger {

    private static final String ENTRY = "an entry of the ledger";

    private final LedgerTable table;
    private final BatchReads batches;

    /// The client stays the caller's. `random` must serve many threads.
    public DynamoDbLedger(
            DynamoDbClient client, String table, Sleeper sleeper, RandomGenerator random) {
        this.table = new LedgerTable(client, table);
        batches = new BatchReads(client, table, sleeper, random);
    }

    @Override
    public Optional<LedgerEntry> find(ObjectLocation destination) {
        return table.find(EntryItems.keyText(destination), ENTRY, ItemEntries::entry);
    }

    @Override
    public Map<ObjectLocation, LedgerEntry> find(Collection<ObjectLocation> destinations) {
        return batches.find(destinations.stream().map(EntryItems::key))
                .map(this::readable)
                .collect(toMap(LedgerEntry::destination, Function.identity()));
    }

    private LedgerEntry readable(Map<String, AttributeValue> item) {
        String key = Attribute.text(item, Attribute.KEY);
        return LedgerErrors.readable(key, table.name(), ENTRY, item, ItemEntries::entry);
    }

    @Override
    public boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
        return table.put(
                EntryItems.item(next, UUID.randomUUID().toString()),
                seen.map(WriteCondition::unchanged).orElseGet(WriteCondition::absent));
    }
}
