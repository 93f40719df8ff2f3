package s3migrate.transfer;

import static s3migrate.transfer.TwoSides.SETTINGS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ByteRange;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;
import s3migrate.route.Fidelity;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.StorageClass;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.UploadedPart;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.s3.SandboxS3;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;

/// A bucket on each of two sandbox servers (or of one), and transfers of one key between them whose
/// bytes pass through us: up to 100 bytes in one PUT, above in parts of 100 bytes, two at once.
/// Begins without faults.
final class OverSockets implements AutoCloseable {

    final ObjectLocation from;
    final ObjectLocation to;
    final ManualTime time = new ManualTime();
    final MemoryLedger ledger = new MemoryLedger();
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final SandboxS3 sourceSide;
    private final SandboxS3 destinationSide;
    private final ObjectStore source;
    private final ObjectStore destination;
    private TransferSettings settings = SETTINGS;

    /// @param stores source and destination, which this closes
    OverSockets(
            SandboxS3 sourceSide,
            SandboxS3 destinationSide,
            String toBucket,
            List<? extends ObjectStore> stores) {
        this.sourceSide = sourceSide;
        this.destinationSide = destinationSide;
        for (var side : List.of(sourceSide, destinationSide)) {
            side.server().faults().clear();
            side.server().allowAll();
        }
        source = stores.getFirst();
        destination = stores.getLast();
        from = new ObjectLocation(sourceSide.newBucket(), WithinS3.KEY);
        to = new ObjectLocation(toBucket, "copies/" + WithinS3.KEY);
    }

    void write(byte[] bytes) {
        put(sourceSide, from, bytes, ObjectProperties.NONE);
    }

    void write(byte[] bytes, ObjectProperties properties) {
        put(sourceSide, from, bytes, properties);
    }

    /// Another program writes the destination's key.
    void writeCopy(byte[] bytes) {
        put(destinationSide, to, bytes, ObjectProperties.NONE);
    }

    private static void put(
            SandboxS3 side, ObjectLocation at, byte[] bytes, ObjectProperties properties) {
        try {
            side.server().put(at.bucket(), at.key(), bytes, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Another program writes the source in parts of these sizes.
    void writeInParts(byte[] bytes, int... sizes) {
        var nothing = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
        var upload = source.create(from, nothing, ChecksumAlgorithm.CRC32C);
        var parts = new ArrayList<UploadedPart>();
        int begin = 0;
        for (int size : sizes) {
            var part = new Part(parts.size() + 1, new ByteRange(begin, size));
            var body = MemoryBody.of(Arrays.copyOfRange(bytes, begin, begin + size));
            parts.add(source.uploadPart(upload, part, body).orElseThrow());
            begin += size;
        }
        source.complete(upload, parts, bytes.length, Optional.empty(), new Expectation.Any());
    }

    /// From now on copies are made of parts like the source's.
    void keepParts() {
        settings =
                with(
                        settings.partBytes(),
                        settings.storageClass(),
                        settings.least(),
                        true,
                        settings.fidelity());
    }

    void requireEtags() {
        settings =
                with(
                        settings.partBytes(),
                        settings.storageClass(),
                        Evidence.ETAG,
                        settings.etagParity(),
                        settings.fidelity());
    }

    void cutInto(long partBytes) {
        settings =
                with(
                        partBytes,
                        settings.storageClass(),
                        settings.least(),
                        settings.etagParity(),
                        settings.fidelity());
    }

    /// From now on as a route with these options, as JSON has them.
    void choose(Map<String, String> options) {
        var chosen = RouteOptions.of(options);
        settings =
                with(
                        settings.partBytes(),
                        chosen.storageClass().flatMap(StorageClass::chosen),
                        settings.least(),
                        settings.etagParity(),
                        chosen.fidelity());
    }

    private TransferSettings with(
            long partBytes,
            Optional<String> storageClass,
            Evidence least,
            boolean etagParity,
            Fidelity fidelity) {
        return new TransferSettings(
                partBytes,
                settings.partsAtOnce(),
                settings.attempts(),
                settings.smallBytes(),
                settings.hugeBytes(),
                settings.lease(),
                settings.completeMargin(),
                settings.maxRestarts(),
                storageClass,
                settings.destination(),
                least,
                etagParity,
                fidelity,
                Overwrite.NEWER);
    }

    TransferOutcome run() throws InterruptedException {
        return run(new CopyWay.Streaming("a test wants it"));
    }

    /// As a worker does it: what is proved goes into the ledger.
    TransferOutcome run(CopyWay way) throws InterruptedException {
        var transfer = transfer(way);
        var outcome = transfer.run(job(), Deadline.never(time));
        if (outcome instanceof TransferOutcome.Proved proved) {
            transfer.record(job(), proved);
        }
        return outcome;
    }

    private Transfer transfer(CopyWay way) {
        return new Transfer(
                source,
                destination,
                ledger,
                way,
                settings,
                Deletes.NONE,
                time,
                time,
                (_, _) -> () -> {},
                new Random(1),
                new CopyRate(),
                new TransferListener() {
                    @Override
                    public void restarted(Job job, String reason) {
                        heard.add(reason);
                    }

                    @Override
                    public void tagsLeftOut(Job job, int tags) {
                        heard.add("left out %d tags".formatted(tags));
                    }

                    @Override
                    public void tooSmallForItsClass(Job job, StoredObject object) {
                        heard.add("too small for its class");
                    }
                });
    }

    /// What proves the copy that is made now.
    Evidence copied() throws InterruptedException {
        return ((TransferOutcome.Copied) run()).evidence();
    }

    private Job job() {
        return new Job(
                "route",
                from,
                Optional.empty(),
                to,
                OptionalLong.empty(),
                Optional.empty(),
                JobHistory.startingAt(time.instant()));
    }

    ObjectVersion original() {
        return sourceSide.server().object(from.bucket(), from.key()).orElseThrow();
    }

    Optional<ObjectVersion> copy() {
        return destinationSide.server().object(to.bucket(), to.key());
    }

    Optional<byte[]> copiedBytes() {
        return copy().map(OverSockets::bytes);
    }

    /// How many versions of the destination's key there are, delete markers among them.
    int copies() {
        return destinationSide.server().versions(to.bucket(), to.key()).size();
    }

    boolean leavesNoUpload() {
        return destinationSide.server().openUploads(to.bucket()).isEmpty();
    }

    private static byte[] bytes(ObjectVersion version) {
        try (var _ = version.content().hold();
                var in = version.content().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
