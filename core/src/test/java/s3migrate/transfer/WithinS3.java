package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Listed;
import s3migrate.job.Slice;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Fidelity;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.StoreProfile;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.SandboxS3;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;

/// Two buckets of one sandbox, and transfers of one key between them, by S3 itself or through us:
/// up to 100 bytes in one request, above in parts of 100 bytes, two at once. Begins without faults.
final class WithinS3 implements AutoCloseable {

    static final String KEY = "a//key ü+?";

    private static final CopyWay.Sizes SIZES = new CopyWay.Sizes(100, 100, 2);

    final SandboxS3 sandbox;
    final ManualTime time = new ManualTime();
    final MemoryLedger ledger = new MemoryLedger();
    final List<String> heard = new CopyOnWriteArrayList<>();

    /// From which size on objects are cut into slices.
    long hugeBytes = TransferSettings.NEVER_SLICED;

    final ObjectLocation from;
    final ObjectLocation to;

    /// What a comparison saw of the source.
    Optional<ObjectVersion> seen = Optional.empty();

    /// Another ETag than that one's.
    Optional<ETag> listedEtag = Optional.empty();

    /// What copies are to have besides their bytes, and what is to prove them.
    Fidelity fidelity = Fidelity.FULL;

    Evidence least = Evidence.SIZE;
    Deletes deletes = Deletes.NONE;

    private final ObjectStore source;
    private final ObjectStore destination;

    WithinS3(SandboxS3 sandbox, String fromBucket) {
        this.sandbox = sandbox;
        server().faults().clear();
        server().allowAll();
        source = sandbox.store(Side.SOURCE);
        destination = sandbox.store(Side.WITHIN);
        from = new ObjectLocation(fromBucket, KEY);
        to = new ObjectLocation(sandbox.newBucket(), "copies/" + KEY);
        server().log().reset();
    }

    S3Server server() {
        return sandbox.server();
    }

    void plan(FaultPlan plan) {
        server().faults().plan(plan);
    }

    void write(int size, int seed) {
        write(size, seed, ObjectProperties.NONE);
    }

    void write(int size, int seed, ObjectProperties properties) {
        write(from, TwoSides.content(size, seed), properties);
    }

    /// Another program writes the destination's key.
    void writeCopy(byte[] bytes) {
        write(to, bytes, ObjectProperties.NONE);
    }

    private void write(ObjectLocation at, byte[] bytes, ObjectProperties properties) {
        try {
            server().put(at.bucket(), at.key(), bytes, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TransferOutcome run() throws InterruptedException {
        return run(false);
    }

    /// With the sizes that S3 takes.
    TransferOutcome runAtFullSize() throws InterruptedException {
        return run(new CopyWay.ServerSide("a test wants it", false, CopyWay.Sizes.OF_S3));
    }

    /// @param fallsBack whether an object that S3 refuses is streamed
    TransferOutcome run(boolean fallsBack) throws InterruptedException {
        return run(new CopyWay.ServerSide("a test wants it", fallsBack, SIZES));
    }

    /// One slice of what is copied within S3.
    SliceOutcome copy(Slice slice) throws InterruptedException {
        return transfer(new CopyWay.ServerSide("a test wants it", false, SIZES))
                .copy(slice, Deadline.never(time));
    }

    /// Through us.
    TransferOutcome stream() throws InterruptedException {
        return run(new CopyWay.Streaming("a test wants it"));
    }

    private TransferOutcome run(CopyWay way) throws InterruptedException {
        return transfer(way).run(job(), Deadline.never(time));
    }

    /// As the worker does with what it copied.
    void record(TransferOutcome outcome) {
        transfer(new CopyWay.Streaming("a test wants it"))
                .record(job(), (TransferOutcome.Proved) outcome);
    }

    private Transfer transfer(CopyWay way) {
        return new Transfer(
                source,
                destination,
                ledger,
                way,
                new TransferSettings(
                        100,
                        2,
                        1,
                        100,
                        hugeBytes,
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2),
                        3,
                        Optional.empty(),
                        StoreProfile.AWS,
                        least,
                        false,
                        fidelity,
                        Overwrite.NEWER),
                deletes,
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
                });
    }

    Job job() {
        var job =
                new Job(
                        "route",
                        from,
                        Optional.empty(),
                        to,
                        seen.map(row -> OptionalLong.of(row.size())).orElse(OptionalLong.empty()),
                        Optional.empty(),
                        JobHistory.startingAt(time.instant()));
        return seen.map(row ->
                        job.listedAs(
                                new Listed(
                                        listedEtag.orElseGet(() -> ETag.of(row.etag())),
                                        row.properties().storageClass())))
                .orElse(job);
    }

    /// A comparison sees the source as it is now.
    void list() {
        seen = Optional.of(original());
    }

    ObjectVersion original() {
        return server().object(from.bucket(), from.key()).orElseThrow();
    }

    Optional<ObjectVersion> copy() {
        return server().object(to.bucket(), to.key());
    }

    long calls(String operation) {
        return server().log().count(operation);
    }

    /// The destination holds the source as it is now, byte for byte, with all that belongs to it.
    void assertFaithful() throws IOException {
        var copy = copy().orElseThrow();
        assertThat(bytes(copy)).isEqualTo(bytes(original()));
        assertThat(copy.properties()).isEqualTo(original().properties());
        assertThat(server().openUploads(to.bucket())).isEmpty();
    }

    void assertNoBytesThroughUs() {
        assertThat(server().log().reads(from.bucket(), from.key())).isZero();
        assertThat(calls("PutObject")).isZero();
        assertThat(calls("UploadPart")).isZero();
    }

    private static byte[] bytes(ObjectVersion version) throws IOException {
        try (var _ = version.content().hold();
                var in = version.content().open()) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
