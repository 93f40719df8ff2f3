package s3migrate.cli.sync;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import s3migrate.job.Job;
import s3migrate.run.Handover;
import s3migrate.store.StoreException;
import s3migrate.time.Backoff;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;
import s3migrate.transfer.Transfer;
import s3migrate.transfer.TransferOutcome;

/// Takes the jobs of a pass straight to transfers, as many at once as there are connections. `give`
/// waits for room, so memory does not depend on how many differences there are.
///
/// Several threads may give, one settles; transfers run on threads of their own. The first failure
/// that concerns every object of the route, or the process, ends the pass: it is thrown by the next
/// `give` or `settle`. Where `settle` returns, each job that was given has an end that is counted.
final class SyncTransfers implements Handover {

    /// Tries of one object while a store or a link is unwell: about ten minutes with the waits
    /// between.
    private static final int TRIES = 8;

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(3));

    private final Transfer transfer;
    private final Limits limits;
    private final Tallies tallies;
    private final Failures failures;
    private final EvidenceLog evidence;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Semaphore connections;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();

    /// @param connections in use at once
    /// @param partsAtOnce connections a large object takes at most
    /// @param partBytes size of its parts
    /// @param smallBytes up to this size an object takes one connection
    /// @param settle how long a request without an answer may still land
    record Limits(
            int connections, int partsAtOnce, long partBytes, long smallBytes, Duration settle) {

        /// How many an object of this size takes. An upload that was begun with smaller parts wants
        /// more: these wait for each other where there are no more.
        int connectionsFor(long size) {
            return size <= smallBytes
                    ? 1
                    : (int) Math.min(partsAtOnce, Math.ceilDiv(size, partBytes));
        }
    }

    SyncTransfers(
            Transfer transfer,
            Limits limits,
            Tallies tallies,
            Failures failures,
            EvidenceLog evidence,
            InstantSource clock,
            Sleeper sleeper,
            RandomGenerator random) {
        this.transfer = transfer;
        this.limits = limits;
        this.tallies = tallies;
        this.failures = failures;
        this.evidence = evidence;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.connections = new Semaphore(limits.connections());
    }

    @Override
    public void give(Job job) throws InterruptedException {
        throwEnd();
        int weight = limits.connectionsFor(job.size().orElseThrow());
        connections.acquire(weight);
        tallies.given();
        var _ =
                threads.submit(() -> {
                    try {
                        copy(job);
                    } catch (Throwable broke) {
                        // Nobody asks the future what came of it.
                        end.compareAndSet(null, broke);
                    } finally {
                        tallies.ended(job);
                        connections.release(weight);
                    }
                    return job;
                });
    }

    @Override
    public void settle() throws InterruptedException {
        connections.acquire(limits.connections());
        connections.release(limits.connections());
        throwEnd();
        tallies.requireEnds();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private void throwEnd() {
        switch (end.get()) {
            case null -> {}
            case RuntimeException broke -> throw broke;
            case Error broke -> throw broke;
            case Throwable broke -> throw new IllegalStateException(broke);
        }
    }

    private void copy(Job job) throws InterruptedException {
        for (int tries = 1; end.get() == null; tries++) {
            try {
                var outcome = transfer.run(job, Deadline.never(clock));
                if (concluded(job, outcome, tries)) {
                    return;
                }
            } catch (StoreException.Transient broke) {
                if (tries >= TRIES) {
                    fail(job, broke.code(), String.valueOf(broke.getMessage()));
                    return;
                }
                sleeper.sleep(BACKOFF.after(tries, random));
            } catch (StoreException.ObjectRefused refused) {
                fail(job, refused.code(), String.valueOf(refused.getMessage()));
                return;
            }
            tallies.retried();
        }
    }

    /// @return false if the object has to be tried again; waited for already
    private boolean concluded(Job job, TransferOutcome outcome, int tries)
            throws InterruptedException {
        switch (outcome) {
            case TransferOutcome.Settled settled -> settled(job, settled);
            case TransferOutcome.DeletesPaused _ -> settled(job, new TransferOutcome.SourceGone());
            case TransferOutcome.KeepsChanging changing ->
                    fail(
                            job,
                            "SourceKeepsChanging",
                            "it changed %d times while it was copied"
                                    .formatted(changing.restarts()));
            case TransferOutcome.Mismatch mismatch -> fail(job, "Mismatch", mismatch.detail());
            case TransferOutcome.TooLittleProof proof ->
                    fail(
                            job,
                            "TooLittleProof",
                            "proved by %s alone, required is %s"
                                    .formatted(proof.found(), proof.least()));
            case TransferOutcome.MetadataHidden hidden ->
                    fail(
                            job,
                            "MissingMetadata",
                            "S3 does not show %d entries of its user metadata"
                                    .formatted(hidden.entries()));
            case TransferOutcome.TooLarge large ->
                    fail(
                            job,
                            "TooLarge",
                            "found %,d bytes, S3 takes 10,000 parts of 5 GiB"
                                    .formatted(large.bytes()));
            case TransferOutcome.Overtaken(var rounds, var detail) -> {
                return failedOrSettles(
                        job,
                        "Overtaken",
                        "begun %d times without an end: %s".formatted(rounds, detail),
                        tries);
            }
            case TransferOutcome.Unsettled unsettled -> {
                var broke = unsettled.cause();
                return failedOrSettles(
                        job, broke.code(), String.valueOf(broke.getMessage()), tries);
            }
            case TransferOutcome.Busy busy -> {
                sleeper.sleep(Duration.between(clock.instant(), busy.until()));
                return false;
            }
            case TransferOutcome.OutOfTime _ ->
                    throw new IllegalStateException("a sync has no time limit");
            case TransferOutcome.Sliced _ ->
                    throw new IllegalStateException("a sync has no other workers");
        }
        return true;
    }

    private void settled(Job job, TransferOutcome.Settled settled) {
        evidence.settled(job, settled);
        if (settled instanceof TransferOutcome.Copied copied && copied.held().isPresent()) {
            transfer.record(job, copied);
        }
        tallies.settled(settled);
    }

    private boolean failedOrSettles(Job job, String cause, String reason, int tries)
            throws InterruptedException {
        if (tries >= TRIES) {
            fail(job, cause, reason);
            return true;
        }
        sleeper.sleep(limits.settle());
        return false;
    }

    private void fail(Job job, String cause, String reason) {
        evidence.failed(job, reason);
        failures.add(new Failures.Failure(job.source(), cause, reason));
        tallies.failed();
    }
}
