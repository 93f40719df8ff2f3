package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.object.ByteRange;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.store.Expectation;
import s3migrate.store.ListingRequest;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.ObjectStore.Body;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.s3.S3Stores.Side;

/// Bytes from one store straight into another while either side fails: what the SDK's retries make
/// good, and what they must not touch.
final class S3FaultsSandboxIT {

    private static final NewObject PLAIN =
            new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
    private static final Expectation ANY = new Expectation.Any();
    private static final Expectation ABSENT = new Expectation.Absent();

    /// Several network buffers long, and above the size from which bodies wait for 100 Continue.
    private static final int BYTES = 3 << 20;

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;
    private static ObjectStore source;
    private static ObjectStore destination;

    private final byte[] bytes = MemoryBody.bytes(BYTES);
    private ObjectLocation from;
    private ObjectLocation to;
    private PinnedObject pinned;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sandbox = SandboxS3.start(directory);
        source = sandbox.store(Side.SOURCE);
        destination = sandbox.store(Side.DESTINATION);
    }

    @AfterAll
    static void stop() {
        source.close();
        destination.close();
        sandbox.close();
    }

    @BeforeEach
    void seed() throws IOException {
        from = new ObjectLocation(sandbox.newBucket(), "object");
        to = new ObjectLocation(sandbox.newBucket(), "object");
        sandbox.server().put(from.bucket(), from.key(), bytes);
        pinned = source.find(from).orElseThrow().pinned();
        sandbox.server().log().reset();
    }

    @AfterEach
    void clear() {
        sandbox.server().faults().clear();
        sandbox.server().allowAll();
    }

    @Test
    void readsTheSourceOnceWhereNothingFails() {
        copyPart();
        assertThat(sandbox.server().log().reads(from.bucket(), from.key())).isEqualTo(1);
        assertThat(sandbox.server().log().bytesSent()).isBetween((long) BYTES, BYTES + 10_000L);
    }

    @Test
    void readsTheSourceOnceOverPlainHttpToo() {
        var access = sandbox.access("AKIASANDBOX", "secret");
        var plain =
                new S3Access(
                        access.credentials(),
                        access.region(),
                        Optional.of(sandbox.server().http()));
        try (var http = S3Stores.open(plain, Side.DESTINATION, S3Connections.forInFlight(2))) {
            var body = new StreamedRange(Optional.empty());
            assertThat(http.put(to, PLAIN, body, Optional.empty(), ANY))
                    .isInstanceOf(WriteAnswer.Written.class);
            assertThat(body.opens()).isEqualTo(1);
            assertCopied();
        }
    }

    @Test
    void startsAPartAnewWhenTheSourceBreaksInIt() {
        sandbox.server()
                .faults()
                .plan(FaultPlan.onNth("GetObject", 1, new Fault.CutResponseAfter(1 << 20)));
        var body = copyPart();
        assertThat(body.opens()).isEqualTo(2);
    }

    @Test
    void startsAPartAnewWhenTheDestinationThrottles() {
        sandbox.server().faults().plan(FaultPlan.onNth("UploadPart", 1, Fault.Refuse.slowDown()));
        var body = copyPart();
        assertThat(body.opens()).isEqualTo(2);
    }

    @Test
    void startsAPartAnewWhenTheDestinationBreaksInIt() {
        sandbox.server()
                .faults()
                .plan(FaultPlan.onNth("UploadPart", 1, new Fault.DropAfterRequestBytes(1 << 20)));
        var body = copyPart();
        assertThat(body.opens()).isEqualTo(2);
    }

    @Test
    void givesUpWhenTheSourceBreaksInEachAttempt() {
        sandbox.server()
                .faults()
                .plan(FaultPlan.onKey("GetObject", "object", new Fault.CutResponseAfter(1 << 20)));
        var body = new StreamedRange(Optional.empty());
        assertThatThrownBy(() -> destination.put(to, PLAIN, body, Optional.empty(), ANY))
                .isInstanceOfSatisfying(
                        StoreException.Transient.class,
                        e -> assertThat(e.code()).isEqualTo("SourceBroken"))
                .hasMessageStartingWith("put " + to + ": the source broke: ");
        assertThat(body.opens()).isEqualTo(3);
        assertThat(destination.find(to)).isEmpty();
    }

    @Test
    void endsWithoutAFurtherAttemptWhenTheSourceChangedBeforeARetry() {
        sandbox.server()
                .faults()
                .plan(
                        FaultPlan.onNth("PutObject", 1, Fault.Refuse.slowDown())
                                .or(FaultPlan.onNth("PutObject", 2, Fault.Refuse.slowDown())));
        var opens = new AtomicInteger();
        var body =
                new StreamedRange(Optional.empty()) {
                    @Override
                    public InputStream open() {
                        if (opens.incrementAndGet() == 2) {
                            overwriteSource();
                        }
                        return super.open();
                    }
                };
        assertThatThrownBy(() -> destination.put(to, PLAIN, body, Optional.empty(), ANY))
                .isInstanceOf(SourceChangedException.class)
                .hasMessage("read %s: ETag %s is not current any more", from, pinned.etag());
        assertThat(opens).hasValue(2);
        assertThat(sandbox.server().log().count("PutObject")).isEqualTo(1);
    }

    @Test
    void refusesItsOwnRetriedWriteSoThatTheCallerLooks() {
        sandbox.server().faults().plan(FaultPlan.onNth("PutObject", 1, new Fault.LoseReply()));
        var body = new StreamedRange(Optional.empty());
        assertThat(destination.put(to, PLAIN, body, Optional.empty(), ABSENT))
                .isEqualTo(new WriteAnswer.Refused("PreconditionFailed"));
        assertCopied();
    }

    @Test
    void completesOnceThoughTheReplyWasLost() {
        var upload = destination.create(to, PLAIN, ChecksumAlgorithm.CRC32C);
        var part =
                destination
                        .uploadPart(upload, wholePart(), new StreamedRange(Optional.empty()))
                        .orElseThrow();
        sandbox.server()
                .faults()
                .plan(FaultPlan.onNth("CompleteMultipartUpload", 1, new Fault.LoseReply()));
        var answer = destination.complete(upload, List.of(part), BYTES, Optional.empty(), ABSENT);
        assertThat(answer)
                .isInstanceOfAny(WriteAnswer.Written.class, WriteAnswer.NoSuchUpload.class);
        assertCopied();
    }

    @Test
    void triesAgainOnAnErrorInsideA200() {
        var upload = destination.create(to, PLAIN, ChecksumAlgorithm.CRC32C);
        var part =
                destination
                        .uploadPart(upload, wholePart(), new StreamedRange(Optional.empty()))
                        .orElseThrow();
        sandbox.server()
                .faults()
                .plan(
                        FaultPlan.onNth(
                                "CompleteMultipartUpload",
                                1,
                                new Fault.ErrorInside200("InternalError", "again")));
        assertThat(destination.complete(upload, List.of(part), BYTES, Optional.empty(), ABSENT))
                .isInstanceOf(WriteAnswer.Written.class);
    }

    @Test
    void takesAListingThatWasCutForAnErrorAndNotForItsEnd() {
        sandbox.server()
                .faults()
                .plan(FaultPlan.onNth("ListObjectsV2", 1, new Fault.CutResponseAfter(200)));
        var request = ListingRequest.first(from.bucket(), "", "");
        assertThatThrownBy(() -> source.list(request))
                .isInstanceOf(StoreException.Transient.class)
                .hasMessageStartingWith("list s3://" + from.bucket() + "/: ");
    }

    @Test
    void asksASourceTwiceAndADestinationThreeTimes() {
        sandbox.server()
                .faults()
                .plan(FaultPlan.onKey("HeadObject", "object", Fault.Refuse.internalError()));
        assertThatThrownBy(() -> source.find(from)).isInstanceOf(StoreException.Transient.class);
        assertThat(sandbox.server().log().count("HeadObject")).isEqualTo(2);
        assertThatThrownBy(() -> destination.find(to)).isInstanceOf(StoreException.Transient.class);
        assertThat(sandbox.server().log().count("HeadObject")).isEqualTo(5);
    }

    /// Streams the whole source as one part, completes, and compares every byte.
    private StreamedRange copyPart() {
        var upload = destination.create(to, PLAIN, ChecksumAlgorithm.CRC32C);
        var body = new StreamedRange(Optional.of(wholePart().range()));
        var part = destination.uploadPart(upload, wholePart(), body).orElseThrow();
        assertThat(destination.complete(upload, List.of(part), BYTES, Optional.empty(), ABSENT))
                .isInstanceOf(WriteAnswer.Written.class);
        return body;
    }

    private static Part wholePart() {
        return new Part(1, new ByteRange(0, BYTES));
    }

    private void assertCopied() {
        try (var opened = destination.open(to).orElseThrow()) {
            assertThat(opened.body().readAllBytes()).isEqualTo(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void overwriteSource() {
        try {
            sandbox.server().put(from.bucket(), from.key(), MemoryBody.bytes(5));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The pinned source as a body, the way a transfer streams it.
    private class StreamedRange implements Body {

        private final Optional<ByteRange> range;
        private final AtomicInteger opens = new AtomicInteger();

        StreamedRange(Optional<ByteRange> range) {
            this.range = range;
        }

        int opens() {
            return opens.get();
        }

        @Override
        public long length() {
            return BYTES;
        }

        @Override
        public InputStream open() {
            opens.incrementAndGet();
            return source.open(pinned, range).body();
        }
    }
}
