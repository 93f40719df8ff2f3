package s3migrate.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryDeleteLedger;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.memory.FaultyObjectStore;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.time.ManualTime;

/// A source and a destination in memory, and transfers of one key between them: up to 100 bytes in
/// one PUT, above in parts of 100 bytes, two at once.
final class TwoSides {

    static final ObjectLocation SOURCE = new ObjectLocation("source", "a//key ü");
    static final ObjectLocation DESTINATION = new ObjectLocation("destination", "copies/a//key ü");
    static final TransferSettings SETTINGS =
            new TransferSettings(
                    100,
                    2,
                    3,
                    100,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    3,
                    Optional.empty(),
                    StoreProfile.AWS,
                    Evidence.SIZE);

    final ManualTime time = new ManualTime();
    final MemoryObjectStore sourceStore =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS.withAttempts(2))
                    .withBucket("source");
    final MemoryObjectStore destinationStore;
    final FaultyObjectStore source = new FaultyObjectStore(sourceStore);
    final FaultyObjectStore destination;
    final MemoryLedger ledger = new MemoryLedger();
    final List<String> heard = new ArrayList<>();
    final MemoryDeleteLedger deleteLedger = new MemoryDeleteLedger();

    private Runnable beat = () -> {};

    /// What the route does at the destination when the source has no object.
    Deletes deletes = Deletes.NONE;

    TwoSides() {
        this(MemoryRules.SMALL_PARTS);
    }

    /// With a destination that has rules of its own.
    TwoSides(MemoryRules rules) {
        destinationStore =
                new MemoryObjectStore(time, rules.withAttempts(2)).withBucket("destination");
        destination = new FaultyObjectStore(destinationStore);
    }

    /// From now on the route deletes, `most` objects in ten minutes.
    void delete(long most) {
        deletes = new DeleteGuard(deleteLedger, "route", most, time);
    }

    /// A transfer as one worker does it.
    Transfer transfer() {
        return transfer(SETTINGS);
    }

    Transfer transfer(TransferSettings settings) {
        return new Transfer(
                source,
                destination,
                ledger,
                new CopyWay.Streaming("a test wants it"),
                settings,
                deletes,
                time,
                time,
                this::every,
                new Random(1),
                new CopyRate(),
                new TransferListener() {
                    @Override
                    public synchronized void partCopied(Job job, Part part) {
                        heard.add("copied " + part.number());
                    }

                    @Override
                    public synchronized void restarted(Job job, String reason) {
                        heard.add("restarted: " + reason);
                    }
                });
    }

    /// The sign of life of the transfer that is at work.
    Runnable beating() {
        return beat;
    }

    private Heartbeat.Running every(Duration time, Runnable sign) {
        beat = sign;
        return () -> {};
    }

    TransferOutcome run() throws InterruptedException {
        return transfer().run(job(), Deadline.never(time));
    }

    static Job job() {
        return job(OptionalLong.empty());
    }

    static Job job(OptionalLong size) {
        var history = JobHistory.startingAt(new ManualTime().instant());
        return new Job(
                "route", SOURCE, Optional.empty(), DESTINATION, size, Optional.empty(), history);
    }

    /// Bytes that differ by seed.
    static byte[] content(int size, int seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    StoredObject write(byte[] bytes) {
        return sourceStore.write(SOURCE, bytes);
    }

    /// An object that nothing can be compared with but its size: without a checksum, and with the
    /// ETag of parts of another size than ours.
    void writeWithoutChecksum(byte[] bytes) {
        var plain = write(bytes);
        sourceStore.plant(
                new StoredObject(
                        plain.location(),
                        new ETag("0123456789abcdef0123456789abcdef-2"),
                        plain.versionId(),
                        plain.size(),
                        plain.lastModified(),
                        plain.storageClass(),
                        plain.metadata(),
                        Optional.empty(),
                        false,
                        0),
                bytes,
                Map.of());
    }

    Optional<byte[]> copy() {
        return destinationStore.bytes(DESTINATION);
    }

    int openUploads() {
        return destinationStore.openUploads("destination").size();
    }

    LedgerEntry entry() {
        return ledger.find(DESTINATION).orElseThrow();
    }
}
