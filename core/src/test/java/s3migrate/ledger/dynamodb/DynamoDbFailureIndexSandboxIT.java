package s3migrate.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;

class DynamoDbFailureIndexSandboxIT {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final SandboxTable table = new SandboxTable();
    private final DynamoDbFailureIndex index =
            new DynamoDbFailureIndex(table.client(), SandboxTable.NAME);

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void findsTheFailuresUnderAPrefixInEveryShard() {
        String longKey = "k".repeat(900);
        var failed = new HashSet<ObjectLocation>();
        for (int i = 0; i < 400; i++) {
            var at = new ObjectLocation("b", "p/" + longKey + i);
            write(LedgerEntry.unheld(at, pinned(at), NOW).failed("denied", NOW));
            failed.add(at);
        }
        var elsewhere = new ObjectLocation("b", "q/a");
        write(LedgerEntry.unheld(elsewhere, pinned(elsewhere), NOW).failed("denied", NOW));
        var done = new ObjectLocation("b", "p/done");
        write(LedgerEntry.unheld(done, pinned(done), NOW));

        assertThat(index.under("b", "p/")).containsExactlyInAnyOrderElementsOf(failed);
        assertThat(index.under("b", "")).contains(elsewhere).doesNotContain(done);
        assertThat(index.under("c", "")).isEmpty();
    }

    @Test
    void namesTheTableThatIsNotThere() {
        var other = new DynamoDbFailureIndex(table.client(), "other");
        assertThatThrownBy(() -> other.under("b", "").toList())
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("query index state_shard in table other: ");
    }

    private void write(LedgerEntry entry) {
        assertThat(table.ledger().replace(Optional.empty(), entry)).isTrue();
    }

    private static PinnedObject pinned(ObjectLocation at) {
        return PinnedObject.unseen(new ObjectLocation("source", at.key()));
    }
}
