package s3migrate.transfer;

import java.util.List;
import java.util.stream.IntStream;
import s3migrate.job.Slice;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.Part;

/// Cuts the missing parts of a huge object into runs of about equal length.
final class Slices {

    /// Each slice lists the parts of the whole upload twice: at 200 of them and 10,000 parts that
    /// costs as much as 400 parts do.
    static final int MOST = 200;

    private Slices() {}

    /// The slices of what is missing; none where one worker has all of it in flight at once, or
    /// nearly so.
    static List<Slice> of(
            Attempt attempt, LedgerEntry entry, List<Part> missing, TransferSettings settings) {
        if (attempt.object().size() < settings.hugeBytes()) {
            return List.of();
        }
        int count = Math.min(MOST, missing.size() / settings.partsAtOnce());
        return count < 2
                ? List.of()
                : IntStream.range(0, count)
                        .mapToObj(i ->
                                new Slice(
                                        attempt.job(),
                                        entry.source(),
                                        entry.upload().orElseThrow(),
                                        missing.get(bound(missing, i, count)).number(),
                                        missing.get(bound(missing, i + 1, count) - 1).number()))
                        .toList();
    }

    private static int bound(List<Part> missing, int i, int count) {
        return Math.toIntExact((long) missing.size() * i / count);
    }
}
