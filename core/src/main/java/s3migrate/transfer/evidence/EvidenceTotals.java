package s3migrate.transfer.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;

/// The sum of files of evidence: how many objects ended how and are proved by what, and a digest by
/// which the files can be held to it later. Memory does not depend on their number. Not
/// thread-safe.
///
/// The digest is the SHA-256 of all lines in the order they were added: for a run that of its
/// files' names, so that `zcat` of all of them through `sha256sum` gives it too.
public final class EvidenceTotals {

    /// So many objects, of so many bytes together.
    public record Amount(long objects, long bytes) {

        static final Amount NONE = new Amount(0, 0);

        Amount plus(long more) {
            return new Amount(objects + 1, bytes + more);
        }
    }

    /// So many failures are kept with their reasons: what bounds memory.
    private static final int MOST_FAILURES = 100;

    private final List<EvidenceLine> failures = new ArrayList<>();
    private final Map<Outcome, Amount> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Evidence, Amount> proofs = new EnumMap<>(Evidence.class);
    private final Map<Way, Amount> ways = new EnumMap<>(Way.class);
    private final MessageDigest digest = sha256();

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
        long bytes = line.size().orElse(0);
        if (line.outcome() == Outcome.FAILED && failures.size() < MOST_FAILURES) {
            failures.add(line);
        }
        outcomes.merge(line.outcome(), Amount.NONE.plus(bytes), (sum, _) -> sum.plus(bytes));
        line.evidence()
                .ifPresent(proof ->
                        proofs.merge(proof, Amount.NONE.plus(bytes), (sum, _) -> sum.plus(bytes)));
        line.way()
                .ifPresent(way ->
                        ways.merge(way, Amount.NONE.plus(bytes), (sum, _) -> sum.plus(bytes)));
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

    /// The first hundred lines of objects that failed.
    public List<EvidenceLine> failures() {
        return List.copyOf(failures);
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
