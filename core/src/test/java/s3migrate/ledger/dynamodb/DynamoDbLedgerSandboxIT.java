package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.ledger.LedgerContract.full;
import static s3migrate.ledger.LedgerContract.intent;
import static s3migrate.ledger.LedgerContract.next;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerContract;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerEntry.State;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.sandbox.dynamodb.AttributeValue;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;

/// The adapter against the sandbox's table, and what only a table can do.
final class DynamoDbLedgerSandboxIT implements LedgerContract {

    private final SandboxTable table = new SandboxTable();
    private final DynamoDbLedger ledger = table.ledger();

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void knowsItsOwnWriteAgainWhenTheReplyWasLost() {
        var intent = intent(KEY, "worker-1");
        table.server().faults(Faults.nth(1, "PutItem", new Fault.ReplyLost()));
        assertThat(ledger.replace(Optional.empty(), intent)).isTrue();
        assertThat(table.server().calls("PutItem")).isEqualTo(2);

        table.server().faults(Faults.nth(1, "PutItem", new Fault.ReplyLost()));
        assertThat(ledger.replace(Optional.of(intent), next(intent))).isTrue();
        assertThat(ledger.find(KEY)).hasValue(next(intent));
    }

    @Test
    void takesNoEqualWriteOfAnotherForItsOwn() {
        var intent = intent(KEY, "worker-1");
        assertThat(ledger.replace(Optional.empty(), intent)).isTrue();
        assertThat(ledger.replace(Optional.empty(), intent)).isFalse();
    }

    @Test
    void writesTheItemAsTheContractsPageHasIt() {
        ledger.replace(Optional.empty(), full(KEY, State.FAILED));
        var item = table.item();
        assertThat(item).containsKey("write_id").containsKey("state_shard");
        assertThat(item)
                .containsAllEntriesOf(
                        Map.ofEntries(
                                Map.entry("key", text("destination/a/key")),
                                Map.entry("generation", number(5_000_000_000L)),
                                Map.entry("state", text("FAILED")),
                                Map.entry("source_bucket", text("source")),
                                Map.entry("source_key", text("key")),
                                Map.entry("source_version_id", text("null")),
                                Map.entry("source_etag", text("0123")),
                                Map.entry("size", number(50L << 40)),
                                Map.entry("owner", text("worker-1")),
                                Map.entry("lease_until", number(1_767_323_105_678L)),
                                Map.entry("upload_id", text("upload")),
                                Map.entry("part_bytes", number(5L << 30)),
                                Map.entry("checksum_algorithm", text("CRC64NVME")),
                                Map.entry("upload_options", text("91a8")),
                                Map.entry("evidence", text("OWN_CHECKSUM")),
                                Map.entry("way", text("STREAMING")),
                                Map.entry("written_etag", text("abc-2")),
                                Map.entry("written_version_id", text("v1")),
                                Map.entry("tries", number(3)),
                                Map.entry("restarts", number(2)),
                                Map.entry("first_failure", number(1_767_236_645_678L)),
                                Map.entry("last_failure", number(1_767_323_045_678L)),
                                Map.entry(
                                        "reason",
                                        text("denied: s3:GetObject on s3://source/Größe 😀")),
                                Map.entry("started", number(1_767_323_040_678L)),
                                Map.entry("updated", number(1_767_323_045_678L))));
        assertThat(item).hasSize(27);
    }

    @Test
    void showsInTheIndexOnlyWhatIsCopyingOrFailed() {
        assertThat(shardOf(full(KEY, State.COPYING)))
                .hasValueSatisfying(s -> assertThat(s).matches("COPYING#\\d\\d"));
        assertThat(shardOf(full(KEY, State.FAILED)))
                .hasValueSatisfying(s -> assertThat(s).matches("FAILED#\\d\\d"));
        assertThat(shardOf(full(KEY, State.DONE))).isEmpty();
    }

    @Test
    void spreadsKeysOverAllShards() {
        var shards =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> new ObjectLocation("destination", "key-" + i))
                        .map(location -> shardOf(full(location, State.FAILED)).orElseThrow())
                        .distinct();
        assertThat(shards)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 16).mapToObj("FAILED#%02d"::formatted).toList());
    }

    @Test
    void shortensAReasonThatWouldFillTheItem() {
        var reason = "x".repeat(EntryItems.MAX_REASON - 2) + "😀".repeat(200_000);
        ledger.replace(Optional.empty(), LedgerContract.failed(KEY, State.FAILED, reason));
        assertThat(ledger.find(KEY).orElseThrow().failure().orElseThrow().reason())
                .isEqualTo("x".repeat(EntryItems.MAX_REASON - 2) + "…");
    }

    @Test
    void asksAgainForKeysLeftUnprocessed() {
        var keys =
                IntStream.range(0, 120)
                        .mapToObj(i -> new ObjectLocation("destination", "key-" + i))
                        .toList();
        keys.forEach(key -> ledger.replace(Optional.empty(), intent(key, "worker-1")));
        table.server().answerAtMost(30);
        assertThat(ledger.find(keys)).hasSize(120);
        assertThat(table.server().calls("BatchGetItem")).isEqualTo(5);
        assertThat(table.time().slept()).isPositive();
    }

    @Test
    void givesUpOnKeysThatStayUnprocessed() {
        table.server().answerAtMost(0);
        assertThatThrownBy(() -> ledger.find(List.of(KEY)))
                .isInstanceOf(LedgerException.class)
                .hasMessage("get 1 items in table ledger: left unprocessed 10 times in a row");
        assertThat(table.time().slept()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    @Test
    void outlastsThrottling() {
        table.server().faults(Faults.first(2, "PutItem", DynamoDbServer.throttled()));
        assertThat(ledger.replace(Optional.empty(), intent(KEY, "worker-1"))).isTrue();
    }

    @Test
    void namesTableVerbCodeAndRequestWhenRefused() {
        var elsewhere = table.ledger("elsewhere");
        assertThatThrownBy(() -> elsewhere.find(KEY))
                .isInstanceOf(LedgerException.class)
                .hasMessageMatching(
                        "get destination/a/key in table elsewhere: .+"
                                + " \\(ResourceNotFoundException, request .+\\)");
        assertThatThrownBy(() -> elsewhere.replace(Optional.empty(), intent(KEY, "worker-1")))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("put destination/a/key in table elsewhere: ");
        assertThatThrownBy(() -> elsewhere.find(List.of(KEY)))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("get 1 items in table elsewhere: ");
    }

    @Test
    void refusesAnItemThatIsNoEntry() {
        var foreign = Map.of("key", Attribute.text("destination/a/key"));
        table.client().putItem(request -> request.tableName("ledger").item(foreign));
        assertThatThrownBy(() -> ledger.find(KEY))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "get destination/a/key in table ledger: not an entry of the ledger:"
                                + " generation is no number");
    }

    private static Optional<String> shardOf(LedgerEntry entry) {
        var item = EntryItems.item(entry, "id");
        return Optional.ofNullable(item.get("state_shard")).map(shard -> shard.s());
    }

    private static AttributeValue text(String value) {
        return new AttributeValue.S(value);
    }

    private static AttributeValue number(long value) {
        return new AttributeValue.N(BigDecimal.valueOf(value));
    }
}
