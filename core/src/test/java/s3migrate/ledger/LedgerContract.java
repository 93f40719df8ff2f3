package s3migrate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LedgerEntry.State;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.store.Racing;

/// Every promise of the ledger port, one suite for the fake and for each adapter.
public interface LedgerContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    ObjectLocation KEY = new ObjectLocation("destination", "a/key");
    PinnedObject SOURCE =
            new PinnedObject(
                    new ObjectLocation("source", "key"), new ETag("0123"), Optional.empty(), 7);
    Lease LEASE = new Lease("worker-1", NOW.plusSeconds(60));

    /// An empty ledger.
    Ledger ledger();

    @Test
    default void findsNothingWhereNothingWasWritten() {
        assertThat(ledger().find(KEY)).isEmpty();
        assertThat(ledger().find(List.of(KEY))).isEmpty();
        assertThat(ledger().find(List.of())).isEmpty();
    }

    @Test
    default void keepsAnIntent() {
        var intent = intent(KEY, "worker-1");
        assertThat(ledger().replace(Optional.empty(), intent)).isTrue();
        assertThat(ledger().find(KEY)).hasValue(intent);
    }

    @Test
    default void keepsEverythingAnEntryCanHold() {
        var entry = full(KEY, State.FAILED);
        assertThat(ledger().replace(Optional.empty(), entry)).isTrue();
        assertThat(ledger().find(KEY)).hasValue(entry);
        assertThat(ledger().find(List.of(KEY))).isEqualTo(Map.of(KEY, entry));
    }

    @Test
    default void forgetsWhatTheNextEntryDoesNotHold() {
        var full = full(KEY, State.COPYING);
        var bare = bare(KEY, State.DONE, full.generation() + 1);
        ledger().replace(Optional.empty(), full);
        assertThat(ledger().replace(Optional.of(full), bare)).isTrue();
        assertThat(ledger().find(KEY)).hasValue(bare);
    }

    /// A worker that decided about one upload must not take the entry over once there is another.
    @Test
    default void aLookFromBeforeAnUploadCannotWriteOverIt() {
        var seen = intent(KEY, "worker-1");
        ledger().replace(Optional.empty(), seen);
        var begun = new UploadRecord("upload-1", 100, ChecksumAlgorithm.CRC32C);
        var uploading = seen.uploading(begun, NOW);
        assertThat(ledger().replace(Optional.of(seen), uploading)).isTrue();
        assertThat(ledger().replace(Optional.of(seen), seen.takenBy(LEASE, NOW))).isFalse();
        assertThat(ledger().find(KEY)).hasValue(uploading);
    }

    @Test
    default void keepsTimesToTheMillisecond() {
        var fine = NOW.plusNanos(123_456);
        var entry =
                LedgerEntry.intent(KEY, SOURCE, new Lease("worker-1", fine.plusSeconds(60)), fine);
        ledger().replace(Optional.empty(), entry);
        var found = ledger().find(KEY).orElseThrow();
        assertThat(found).isEqualTo(intent(KEY, "worker-1"));
        assertThat(ledger().replace(Optional.of(entry), next(entry))).isTrue();
    }

    @Test
    default void keepsOddKeysApart() {
        var keys =
                List.of(
                        "a", "a/", "/a", "//", "a b", "a+b", "a%20b", "\u0001", "～", "😀", "Ä",
                        "ä");
        for (String key : keys) {
            var location = new ObjectLocation("destination", key);
            assertThat(ledger().replace(Optional.empty(), intent(location, key))).isTrue();
        }
        for (String key : keys) {
            var location = new ObjectLocation("destination", key);
            assertThat(ledger().find(location)).hasValue(intent(location, key));
        }
    }

    @Test
    default void findsManyAtOnceWhicheverAreThere() {
        var asked = new ArrayList<ObjectLocation>();
        for (int i = 0; i < 250; i++) {
            var location = new ObjectLocation("destination", "key-" + i);
            asked.add(location);
            asked.add(location);
            if (i % 2 == 0) {
                ledger().replace(Optional.empty(), intent(location, "worker-1"));
            }
        }
        var found = ledger().find(asked);
        assertThat(found).hasSize(125);
        assertThat(found)
                .allSatisfy((location, entry) ->
                        assertThat(entry).isEqualTo(intent(location, "worker-1")));
    }

    @Test
    default void writesAFirstEntryOnlyWhereThereIsNone() {
        ledger().replace(Optional.empty(), intent(KEY, "worker-1"));
        assertThat(ledger().replace(Optional.empty(), intent(KEY, "worker-2"))).isFalse();
        assertThat(ledger().find(KEY)).hasValue(intent(KEY, "worker-1"));
    }

    @Test
    default void writesNoNextEntryWhereThereIsNone() {
        var seen = intent(KEY, "worker-1");
        assertThat(ledger().replace(Optional.of(seen), next(seen))).isFalse();
        assertThat(ledger().find(KEY)).isEmpty();
    }

    @Test
    default void writesNothingIfTheGenerationHasGrown() {
        var seen = intent(KEY, "worker-1");
        ledger().replace(Optional.empty(), seen);
        ledger().replace(Optional.of(seen), next(seen));
        assertThat(ledger().replace(Optional.of(seen), full(KEY, State.FAILED))).isFalse();
        assertThat(ledger().find(KEY)).hasValue(next(seen));
    }

    @Test
    default void writesNothingIfTheLeaseWasRenewed() {
        var seen = intent(KEY, "worker-1");
        var renewed = leased(seen, Optional.of(new Lease("worker-1", NOW.plusSeconds(120))));
        ledger().replace(Optional.empty(), seen);
        ledger().replace(Optional.of(seen), renewed);
        assertThat(ledger().replace(Optional.of(seen), next(seen))).isFalse();
        assertThat(ledger().find(KEY)).hasValue(renewed);
    }

    @Test
    default void writesNothingIfALeaseWasTakenOrGivenBack() {
        var free = leased(intent(KEY, "worker-1"), Optional.empty());
        var taken = leased(free, Optional.of(LEASE));
        ledger().replace(Optional.empty(), free);
        assertThat(ledger().replace(Optional.of(taken), next(taken))).isFalse();
        ledger().replace(Optional.of(free), taken);
        assertThat(ledger().replace(Optional.of(free), next(free))).isFalse();
        assertThat(ledger().find(KEY)).hasValue(taken);
    }

    @Test
    default void letsOneOfManyWritersWin() throws InterruptedException {
        var firsts =
                Racing.of(16, i -> ledger().replace(Optional.empty(), intent(KEY, "worker-" + i)));
        assertThat(firsts).containsOnlyOnce(true);
        var seen = ledger().find(KEY).orElseThrow();
        assertThat(seen).isEqualTo(intent(KEY, "worker-" + firsts.indexOf(true)));

        var nexts = Racing.of(16, _ -> ledger().replace(Optional.of(seen), next(seen)));
        assertThat(nexts).containsOnlyOnce(true);
    }

    /// An intent to copy, by a worker.
    static LedgerEntry intent(ObjectLocation destination, String owner) {
        return LedgerEntry.intent(destination, SOURCE, new Lease(owner, LEASE.until()), NOW);
    }

    /// The same entry one generation later.
    static LedgerEntry next(LedgerEntry entry) {
        return bare(entry.destination(), State.COPYING, entry.generation() + 1);
    }

    /// An entry without anything that may be absent.
    static LedgerEntry bare(ObjectLocation destination, State state, long generation) {
        return new LedgerEntry(
                destination,
                generation,
                state,
                SOURCE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                NOW,
                NOW);
    }

    /// An entry with everything that may be absent.
    static LedgerEntry full(ObjectLocation destination, State state) {
        return failed(destination, state, "denied: s3:GetObject on s3://source/Größe 😀");
    }

    /// A full entry whose failure has this reason.
    static LedgerEntry failed(ObjectLocation destination, State state, String reason) {
        return new LedgerEntry(
                destination,
                5_000_000_000L,
                state,
                new PinnedObject(SOURCE.location(), SOURCE.etag(), Optional.of("null"), 50L << 40),
                Optional.of(LEASE),
                Optional.of(
                        new UploadRecord(
                                "upload",
                                5L << 30,
                                ChecksumAlgorithm.CRC64NVME,
                                Optional.of("91a8"))),
                Optional.of(
                        new Proof(
                                Evidence.OWN_CHECKSUM,
                                Optional.of(Way.STREAMING),
                                new ETag("abc-2"),
                                Optional.of("v1"))),
                3,
                2,
                Optional.of(new Failure(NOW.minus(Duration.ofDays(1)), NOW, reason)),
                NOW.minusSeconds(5),
                NOW);
    }

    private static LedgerEntry leased(LedgerEntry entry, Optional<Lease> lease) {
        return new LedgerEntry(
                entry.destination(),
                entry.generation(),
                entry.state(),
                entry.source(),
                lease,
                entry.upload(),
                entry.proof(),
                entry.tries(),
                entry.restarts(),
                entry.failure(),
                entry.started(),
                entry.updated());
    }
}
