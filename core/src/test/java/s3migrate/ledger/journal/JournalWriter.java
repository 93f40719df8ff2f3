package s3migrate.ledger.journal;

import java.nio.file.Path;
import java.time.InstantSource;
import s3migrate.ledger.LedgerContract;
import s3migrate.object.ObjectLocation;

/// A process that writes into a journal until it is killed. Prints `key generation written` behind
/// every write.
final class JournalWriter {

    private static final int KEYS = 3;

    private JournalWriter() {}

    static ObjectLocation key(int number) {
        return new ObjectLocation("destination", "key-" + number);
    }

    public static void main(String[] arguments) {
        try (var ledger = JournalLedger.open(Path.of(arguments[0]), InstantSource.system())) {
            for (int i = 0; ; i = (i + 1) % KEYS) {
                var key = key(i);
                var seen = ledger.find(key);
                var next =
                        seen.map(LedgerContract::next)
                                .orElseGet(() -> LedgerContract.intent(key, "writer"));
                if (!ledger.replace(seen, next)) {
                    throw new IllegalStateException("somebody else wrote " + seen);
                }
                System.out.println(i + " " + next.generation() + " written");
            }
        }
    }
}
