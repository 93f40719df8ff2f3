package s3migrate.cli.sync;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import s3migrate.job.Job;
import s3migrate.ledger.Evidence;
import s3migrate.object.ObjectLocation;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.NamedKeysPass;
import s3migrate.run.PassListener;
import s3migrate.run.Totals;
import s3migrate.store.StoreException;
import s3migrate.transfer.Carried;
import s3migrate.transfer.TransferListener;
import s3migrate.transfer.TransferOutcome;

/// Counts what a sync finds and does, as it does it. Thread-safe.
final class Tallies implements PassListener, NamedKeysPass.Unmet, TransferListener {

    private final AtomicReference<Totals> found = new AtomicReference<>(Totals.NONE);
    private final AtomicReference<Optional<String>> extrasKept =
            new AtomicReference<>(Optional.empty());
    private final Failures failures;
    private final LargeCopies large;
    private final Map<Evidence, Long> evidence =
            new EnumMap<>(Evidence.class); // guarded by this, as all below
    private long copiedObjects;
    private long copiedBytes;
    private long partBytes;
    private long resumedParts;
    private long retries;
    private long tagsLeftOut;
    private long tooSmallForClass;
    private long given;
    private long present;
    private long kept;
    private long deleted;
    private long gone;
    private long failed;

    Tallies(Failures failures, InstantSource clock) {
        this.failures = failures;
        this.large = new LargeCopies(clock);
    }

    /// Those that are being copied in parts.
    LargeCopies large() {
        return large;
    }

    /// What was done so far. `sentBytes` counts parts when they are there, small objects when they
    /// are copied.
    ///
    /// @param extrasKept why what is at the destination only was to be deleted and is not
    record Done(
            long copiedObjects,
            long copiedBytes,
            long sentBytes,
            long resumedParts,
            long retries,
            long tagsLeftOut,
            long tooSmallForClass,
            long present,
            long kept,
            long deleted,
            long gone,
            Optional<String> extrasKept,
            Map<Evidence, Long> evidence) {}

    Totals found() {
        return found.get();
    }

    synchronized Done done() {
        return new Done(
                copiedObjects,
                copiedBytes,
                partBytes,
                resumedParts,
                retries,
                tagsLeftOut,
                tooSmallForClass,
                present,
                kept,
                deleted,
                gone,
                extrasKept.get(),
                Map.copyOf(evidence));
    }

    @Override
    public void advanced(Totals totals) {
        found.set(totals);
    }

    @Override
    public void leftOut(ObjectLocation source, Finding finding, String reason) {
        failures.add(
                new Failures.Failure(
                        source, finding.name().toLowerCase(java.util.Locale.ROOT), reason));
    }

    @Override
    public void absent(ObjectLocation source) {
        failures.add(new Failures.Failure(source, "NoSuchKey", "the source has no such object"));
    }

    @Override
    public void refused(ObjectLocation source, StoreException.ObjectRefused why) {
        failures.add(new Failures.Failure(source, why.code(), String.valueOf(why.getMessage())));
    }

    @Override
    public void extrasKept(Amount extras, long most) {
        extrasKept.set(Optional.of("more than --max-delete, %,d".formatted(most)));
    }

    /// What is at the destination only stays there, as something failed.
    void extrasKeptFor(long failed) {
        extrasKept.set(Optional.of("%,d failed".formatted(failed)));
    }

    @Override
    public void partsPlanned(Job job, StoredObject source, int parts, int present) {
        large.planned(job.source(), source.size(), parts, present);
        synchronized (this) {
            resumedParts += present;
        }
    }

    @Override
    public void partCopied(Job job, Part part) {
        large.copied(job.source(), part.range().length());
        synchronized (this) {
            partBytes += part.range().length();
        }
    }

    /// Takes note that a job is over, one way or another.
    void ended(Job job) {
        large.ended(job.source());
    }

    @Override
    public synchronized void partRetried(Job job, Part part, RuntimeException cause) {
        retries++;
    }

    @Override
    public synchronized void tagsLeftOut(Job job, int tags) {
        tagsLeftOut += tags;
    }

    @Override
    public synchronized void tooSmallForItsClass(Job job, StoredObject source) {
        tooSmallForClass++;
    }

    /// Takes note of an object that nothing is left to do for.
    synchronized void settled(TransferOutcome.Settled outcome) {
        switch (outcome) {
            case TransferOutcome.Copied copied -> copied(copied);
            case TransferOutcome.AlreadyPresent _ -> present++;
            case TransferOutcome.Kept _ -> kept++;
            case TransferOutcome.Deleted _ -> deleted++;
            case TransferOutcome.SourceGone _ -> gone++;
        }
    }

    private void copied(TransferOutcome.Copied copied) {
        copiedObjects++;
        copiedBytes += copied.source().size();
        evidence.merge(copied.evidence(), 1L, Long::sum);
        if (copied.carried() == Carried.AT_ONCE) {
            partBytes += copied.source().size();
        }
    }

    /// Takes note of a job that is begun.
    synchronized void given() {
        given++;
    }

    /// Takes note of one that was given up.
    synchronized void failed() {
        failed++;
    }

    synchronized void retried() {
        retries++;
    }

    /// Once nothing is under way: what was begun came to as many ends.
    ///
    /// @throws IllegalStateException if an object is neither copied, nor settled, nor failed
    synchronized void requireEnds() {
        long ends = copiedObjects + present + kept + deleted + gone + failed;
        if (ends != given) {
            throw new IllegalStateException(
                    "%,d objects were begun and %,d came to an end".formatted(given, ends));
        }
    }
}
