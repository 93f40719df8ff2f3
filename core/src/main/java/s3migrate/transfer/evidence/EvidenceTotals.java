package s3migrate.transfer.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;

/// The sum of files of evidence: how many objects ended how and are proved by what, and a digest by
/// which the files can be held to it later. Not thread-safe.
///
/// Each object of a run counts once, however many lines are about it: the latest counts, but a copy
/// stays one if a later look found it there. Where no run found an object, each line counts: it may
/// have changed as often. The objects take up to half of the heap, which holds 12 million of them
/// from 1.2 GB on; of what is more, each line counts too.
///
/// The digest is the SHA-256 of all lines in the order they were added: for a run that of its
/// files' names, so that `zcat` of all of them through `sha256sum` gives it too.
public final class EvidenceTotals {

    /// So many objects, of so many bytes together.
    public record Amount(long objects, long bytes) {

        static final Amount NONE = new Amount(0, 0);

        Amount plus(Amount more) {
            return new Amount(objects + more.objects, bytes + more.bytes);
        }

        Amount negated() {
            return new Amount(-objects, -bytes);
        }
    }

    /// So many failures are kept with their reasons: what bounds memory.
    private static final int MOST_FAILURES = 100;

    private final ObjectTable objects;
    private final Map<Long, EvidenceLine> failures = new LinkedHashMap<>();
    private final Map<Outcome, Amount> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Evidence, Amount> proofs = new EnumMap<>(Evidence.class);
    private final Map<Way, Amount> ways = new EnumMap<>(Way.class);
    private final MessageDigest digest = sha256();
    private boolean eachOnce = true;

    EvidenceTotals() {
        this(Runtime.getRuntime().maxMemory());
    }

    EvidenceTotals(long heapBytes) {
        objects = new ObjectTable(heapBytes);
    }

    /// Adds every line of a file. A last line without an end was torn by a kill: it counts for
    /// nothing.
    ///
    /// @throws IllegalArgumentException naming the line that is not one
    void add(InputStream file) throws IOException {
        var in = new BufferedInputStream(file);
        var line = new ByteArrayOutputStream();
        int number = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                add(line.toByteArray(), number);
                line.reset();
                number++;
            }
        }
    }

    private void add(byte[] text, int number) {
        try {
            add(EvidenceJson.read(new String(text, US_ASCII)));
            digest.update(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "line %d: %s".formatted(number, wrong.getMessage()), wrong);
        }
    }

    private void add(EvidenceLine line) {
        long object = ObjectTable.hash(line);
        var end = ObjectEnd.of(line);
        if (line.run().isPresent()) {
            var before = objects.find(object);
            end = before.map(known -> known.and(ObjectEnd.of(line))).orElse(end);
            eachOnce &= objects.put(object, end);
            before.ifPresent(known -> count(known, new Amount(1, known.bytes()).negated()));
        }
        count(end, new Amount(1, end.bytes()));
        if (end.outcome() != Outcome.FAILED) {
            failures.remove(object);
        } else if (line.outcome() == Outcome.FAILED && failures.size() < MOST_FAILURES) {
            failures.put(object, line);
        }
    }

    private void count(ObjectEnd end, Amount amount) {
        outcomes.merge(end.outcome(), amount, Amount::plus);
        end.kind().evidence().ifPresent(proof -> proofs.merge(proof, amount, Amount::plus));
        end.kind().way().ifPresent(way -> ways.merge(way, amount, Amount::plus));
    }

    /// Whether each object of a run counts once; else there were too many for that.
    public boolean eachOnce() {
        return eachOnce;
    }

    /// The objects that ended so.
    public Amount of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, Amount.NONE);
    }

    /// The objects that are at the destination and proved by this.
    public Amount provedBy(Evidence evidence) {
        return proofs.getOrDefault(evidence, Amount.NONE);
    }

    /// The objects whose bytes went this way.
    public Amount by(Way way) {
        return ways.getOrDefault(way, Amount.NONE);
    }

    /// The first hundred objects that failed.
    public List<EvidenceLine> failures() {
        return List.copyOf(failures.values());
    }

    /// Of everything added so far, in hex.
    public String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException everyProviderOfItCan) {
            throw new IllegalStateException(everyProviderOfItCan);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
