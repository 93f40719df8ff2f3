package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.UploadRecord;
import s3migrate.ledger.Way;
import s3migrate.object.ByteRange;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.Part;
import s3migrate.route.Fidelity;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.store.StoreException;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.SandboxS3;

/// What can happen to copies that S3 does itself, over real sockets: lost replies, errors inside a
/// 200, kills, and changes of either side meanwhile. Objects of 50 bytes are one CopyObject, of 350
/// bytes four UploadPartCopies.
final class ServerSideFaultsSandboxIT {

    private static final ObjectProperties RICH =
            new ObjectProperties(
                    new TreeMap<>(Map.of("content-type", "text/plain", "expires", "not a date")),
                    Map.of("owner", "=?UTF-8?B?w7w=?="),
                    Map.of("project", "a b"),
                    "STANDARD_IA");

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;

    private WithinS3 sides;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sandbox = SandboxS3.start(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void begin() {
        sides = new WithinS3(sandbox, sandbox.newBucket());
    }

    @AfterEach
    void end() {
        sides.close();
    }

    @ParameterizedTest
    @CsvSource({"50, CopyObject", "350, UploadPartCopy"})
    void aSourceOverwrittenInMidCopyIsCopiedAnewAsItIsNow(int size, String operation)
            throws Exception {
        sides.write(size, 1);
        long nth = size == 50 ? 1 : 3;
        sides.plan(
                FaultPlan.onNth(
                        operation, nth, new Fault.Before(() -> sides.write(size, 2, RICH))));

        assertCopied(sides.run(), Evidence.CHECKSUM);

        sides.assertFaithful();
        assertThat(sides.heard).anyMatch(reason -> reason.contains("is not current any more"));
    }

    @ParameterizedTest
    @CsvSource({"50, CopyObject", "350, UploadPartCopy"})
    void aSourceDeletedInMidCopyIsGone(int size, String operation) throws Exception {
        sides.write(size, 1);
        sides.plan(
                FaultPlan.onNth(
                        operation,
                        1,
                        new Fault.Before(
                                () -> sides.server().delete(sides.from.bucket(), WithinS3.KEY))));

        assertThat(sides.run()).isEqualTo(new TransferOutcome.SourceGone());
        assertThat(sides.copy()).isEmpty();
        assertThat(sides.server().openUploads(sides.to.bucket())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "50, CopyObject",
        "350, UploadPartCopy",
        "350, CreateMultipartUpload",
        "350, CompleteMultipartUpload"
    })
    void aLostReplyIsSettledByLooking(int size, String operation) throws Exception {
        sides.write(size, 1, RICH);
        sides.plan(FaultPlan.onNth(operation, 1, new Fault.LoseReply()));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Proved.class);

        assertThat(sides.copy()).isPresent();
        sides.assertNoBytesThroughUs();
    }

    @Test
    void aCopyWithoutAnyReplyIsOurs() throws Exception {
        sides.write(50, 1);
        sides.plan(FaultPlan.onKey("CopyObject", sides.to.key(), new Fault.LoseReply()));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Proved.class);

        sides.assertFaithful();
    }

    @ParameterizedTest
    @CsvSource({"50, CopyObject", "350, UploadPartCopy"})
    void anErrorInsideA200IsAnError(int size, String operation) throws Exception {
        sides.write(size, 1, RICH);
        sides.plan(
                FaultPlan.onNth(operation, 1, new Fault.ErrorInside200("InternalError", "again")));

        assertCopied(sides.run(), Evidence.CHECKSUM);

        assertThat(sides.calls(operation)).isEqualTo(size == 50 ? 2 : 5);
        sides.assertFaithful();
    }

    @Test
    void aCopyThatOnlyAnswersErrorsInside200IsUnsettledAndNotThere() throws Exception {
        sides.write(50, 1);
        sides.plan(
                FaultPlan.onKey(
                        "CopyObject",
                        sides.to.key(),
                        new Fault.ErrorInside200("InternalError", "again")));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Unsettled.class);
        assertThat(sides.copy()).isEmpty();
    }

    @Test
    void anObjectWrittenMeanwhileIsReadBeforeItIsOverwritten() throws Exception {
        sides.write(50, 1);
        sides.plan(
                FaultPlan.onNth(
                        "CopyObject", 1, new Fault.Before(() -> sides.writeCopy(new byte[5]))));

        assertCopied(sides.run(), Evidence.CHECKSUM);

        sides.assertFaithful();
        assertThat(sides.heard).containsExactly("the destination answered PreconditionFailed");
    }

    @Test
    void anObjectDeletedMeanwhileIsWrittenAnew() throws Exception {
        sides.writeCopy(new byte[5]);
        sides.write(50, 1);
        sides.plan(
                FaultPlan.onNth(
                        "CopyObject",
                        2,
                        new Fault.Before(
                                () -> sides.server().delete(sides.to.bucket(), sides.to.key()))));

        assertCopied(sides.run(), Evidence.CHECKSUM);

        sides.assertFaithful();
        assertThat(sides.heard)
                .containsExactly(
                        "the destination answered PreconditionFailed",
                        "the destination answered NoSuchKey");
    }

    /// An ETag names a content, not a moment: what was overwritten is looked at again.
    @Test
    void aSourceThatChangedWhileItsCopyOverwroteAnObjectIsCopiedAnew() throws Exception {
        sides.writeCopy(new byte[5]);
        sides.write(50, 1);
        sides.plan(FaultPlan.onNth("CopyObject", 2, new Fault.After(() -> sides.write(50, 2))));

        assertCopied(sides.run(), Evidence.CHECKSUM);

        sides.assertFaithful();
        assertThat(sides.heard).contains("the source changed while it was copied");
    }

    @Test
    void afterAKillTheNextWorkerGoesOnFromThePartsThatAreThere() throws Exception {
        sides.write(1_000, 1, RICH);
        killedAfterTwoParts();
        sides.server().log().reset();
        assertThat(sides.run()).isInstanceOf(TransferOutcome.Busy.class);

        sides.time.sleep(Duration.ofMinutes(3));
        var copied = (TransferOutcome.Copied) sides.run();

        assertThat(copied.resumed()).isEqualTo(2);
        assertThat(sides.calls("UploadPartCopy")).isEqualTo(8);
        assertThat(sides.calls("CreateMultipartUpload")).isZero();
        sides.assertNoBytesThroughUs();
        sides.assertFaithful();
    }

    /// What a killed worker leaves: a claim whose lease lives on, an upload, two of ten parts.
    private void killedAfterTwoParts() {
        try (var source = sandbox.store(Side.SOURCE);
                var destination = sandbox.store(Side.WITHIN)) {
            var object = source.find(sides.from).orElseThrow();
            var properties =
                    new CopyProperties(source, Optional.empty(), Fidelity.FULL, sides.time);
            var what = properties.of(object);
            var upload = destination.create(sides.to, what, ChecksumAlgorithm.CRC64NVME);
            for (int number = 1; number <= 2; number++) {
                var part = new Part(number, new ByteRange((number - 1) * 100L, 100));
                assertThat(destination.copyPart(upload, part, object.pinned())).isPresent();
            }
            var now = sides.time.instant();
            var lease = new Lease("killed", now.plus(Duration.ofMinutes(2)));
            var intent = LedgerEntry.intent(sides.to, object.pinned(), lease, now);
            var record = new UploadRecord(upload.id(), 100, upload.algorithm());
            assertThat(sides.ledger.replace(Optional.empty(), intent.uploading(record, now)))
                    .isTrue();
        }
    }

    @Test
    void aFailedPartKeepsTheOthersForTheNextTry() throws Exception {
        sides.write(1_000, 1);
        var calls = new AtomicInteger();
        sides.plan(call ->
                call.operation().equals("UploadPartCopy") && calls.incrementAndGet() > 4
                        ? Optional.of(Fault.Refuse.internalError())
                        : Optional.empty());
        assertThatThrownBy(sides::run).isInstanceOf(StoreException.Transient.class);
        sides.plan(FaultPlan.NONE);

        var copied = (TransferOutcome.Copied) sides.run();

        assertThat(copied.resumed()).isPositive();
        sides.assertFaithful();
    }

    private static void assertCopied(TransferOutcome outcome, Evidence evidence) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> {
                            assertThat(copied.evidence()).isEqualTo(evidence);
                            assertThat(copied.proof().way()).hasValue(Way.SERVER_SIDE);
                        });
    }
}
