package s3migrate.ledger.journal;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;

/// The ledger of one machine, in a directory that one process has at a time. It keeps an entry, and
/// a small file of it, only as long as an upload is open or may be: what is copied, the two buckets
/// tell.
///
/// | file | holds |
/// |---|---|
/// | `lock` | the id of the process that has the directory, which holds a lock on this file |
/// | `<sha-256 of bucket/key>.json` | one entry, as `EntryJson` shows, with a version |
///
/// A process killed at any point leaves entries that are whole. The next one finds them released,
/// because the lock proves that whoever held their leases is gone. Serves many threads.
public final class JournalLedger implements Ledger, AutoCloseable {

    private final JournalFiles files;
    private final Map<ObjectLocation, LedgerEntry> entries = new ConcurrentHashMap<>();

    private JournalLedger(JournalFiles files) {
        this.files = files;
    }

    /// Takes the directory, makes it if need be, and reads what an earlier process left.
    ///
    /// @throws LedgerException if another process has it, or something in it cannot be read
    public static JournalLedger open(Path directory, InstantSource clock) {
        var ledger = new JournalLedger(JournalFiles.open(directory));
        try {
            for (var file : ledger.files.texts()) {
                var left = entry(file, ledger.files.read(file));
                ledger.entries.put(left.destination(), left.released(clock.instant()));
            }
        } catch (LedgerException broken) {
            ledger.close();
            throw broken;
        }
        return ledger;
    }

    /// Every entry: at the start of a process, what the one before left unfinished.
    public List<LedgerEntry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public Optional<LedgerEntry> find(ObjectLocation destination) {
        return Optional.ofNullable(entries.get(destination));
    }

    @Override
    public Map<ObjectLocation, LedgerEntry> find(Collection<ObjectLocation> destinations) {
        var found = new HashMap<ObjectLocation, LedgerEntry>();
        for (var destination : destinations) {
            find(destination).ifPresent(entry -> found.put(destination, entry));
        }
        return found;
    }

    /// Compares whole entries: a key whose entry was closed begins again with generation 1.
    @Override
    public synchronized boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
        var key = next.destination();
        if (!find(key).map(EntryJson::write).equals(seen.map(EntryJson::write))) {
            return false;
        }
        if (next.mayHaveUpload()) {
            String text = EntryJson.write(next);
            files.write(key, text);
            entries.put(key, EntryJson.read(text));
        } else if (seen.isPresent()) {
            files.remove(key);
            entries.remove(key);
        }
        return true;
    }

    /// Gives the directory to the next process.
    @Override
    public void close() {
        files.close();
    }

    private static LedgerEntry entry(Path file, String text) {
        try {
            return EntryJson.read(text);
        } catch (IllegalArgumentException wrong) {
            throw new LedgerException(
                    "read %s: not an entry of this journal (%s): delete it, and its object is copied from the start"
                            .formatted(file, wrong.getMessage()),
                    wrong);
        }
    }
}
