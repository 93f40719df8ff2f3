package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Period;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerEntry;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.s3.store.BucketSettings;
import s3migrate.sandbox.s3.store.DefaultRetention;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.store.StoreException;
import s3migrate.store.s3.SandboxS3;

/// Copies through us, over real sockets, and what can happen to them. Objects of 50 bytes are one
/// PUT, of 1,000 bytes ten parts.
final class StreamedCopySandboxIT {

    private static final String KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1";
    private static final Fault NO_SUCH_UPLOAD =
            new Fault.Refuse(404, "NoSuchUpload", "The specified upload does not exist.");

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

    @Test
    void aPartThatFailsEveryTimeKeepsTheOthersForTheNextTry() throws Exception {
        sides.write(1_000, 1);
        failFromPart(5);

        var copied = (TransferOutcome.Copied) sides.stream();

        assertThat(copied.resumed()).isPositive();
        assertThat(sides.calls("CreateMultipartUpload")).isEqualTo(1);
        sides.assertFaithful();
    }

    /// Beside a GET and an UploadPart for each part: both sides before, the source after. Of a
    /// bucket's first absent key a GET asks whether it is the bucket that is absent; tags are
    /// counted by AWS alone. What was begun just now is not asked for its parts.
    @Test
    void aNewObjectInPartsCostsSoManyRequests() throws Exception {
        sides.write(1_000, 1);
        sides.list();

        assertProved(sides.stream(), Evidence.CHECKSUM);

        assertThat(sides.server().log().counts())
                .isEqualTo(
                        Map.of(
                                "HeadObject", 3L,
                                "GetObject", 11L,
                                "GetObjectTagging", 1L,
                                "CreateMultipartUpload", 1L,
                                "UploadPart", 10L,
                                "ListParts", 1L,
                                "CompleteMultipartUpload", 1L));
    }

    @Test
    void partsOfAnOlderVersionAreNoPartsOfTheNewOne() throws Exception {
        sides.write(1_000, 1);
        failFromPart(5);
        sides.write(1_000, 2);
        sides.server().log().reset();

        var copied = (TransferOutcome.Copied) sides.stream();

        assertThat(copied.resumed()).isZero();
        assertThat(sides.calls("UploadPart")).isEqualTo(10);
        sides.assertFaithful();
    }

    @Test
    void anUploadThatTheLedgerHasForgottenIsNotTrusted() throws Exception {
        sides.write(1_000, 1);
        failFromPart(5);
        sides.ledger.clear();

        var copied = (TransferOutcome.Copied) sides.stream();
        sides.record(copied);

        assertThat(copied.resumed()).isZero();
        assertThat(sides.copy().orElseThrow().checksum()).isEqualTo(sides.original().checksum());
        assertThat(sides.ledger.find(sides.to).orElseThrow().state())
                .isEqualTo(LedgerEntry.State.DONE);
    }

    /// Some stores know an upload no more that they have completed.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCompleteWhoseReplyIsLostSendsNoPartAgain(boolean isKnownAgain) throws Exception {
        sides.write(1_000, 1);
        var completes = Calls.of("CompleteMultipartUpload");
        var lost = completes.nth(1, new Fault.LoseReply());
        sides.plan(isKnownAgain ? lost : lost.or(completes.from(2, NO_SUCH_UPLOAD)));

        assertThat(sides.stream()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.calls("UploadPart")).isEqualTo(10);
        assertThat(sides.calls("CreateMultipartUpload")).isEqualTo(1);
        sides.assertFaithful();
    }

    @ParameterizedTest
    @CsvSource({"50, PutObject, 1", "1000, UploadPart, 2"})
    void aByteFlippedOnItsWayOutIsNeverVisible(int size, String operation, int uploads)
            throws Exception {
        sides.write(size, 1);
        sides.plan(FaultPlan.onNth(operation, 1, new Fault.FlipRequestByte(5)));

        assertProved(sides.stream(), Evidence.CHECKSUM);

        sides.assertFaithful();
        assertThat(sides.server().versions(sides.to.bucket(), sides.to.key())).hasSize(1);
        assertThat(sides.calls("CreateMultipartUpload")).isEqualTo(size == 50 ? 0 : uploads);
    }

    /// The first GET of a large object only tells how large it is.
    @ParameterizedTest
    @CsvSource({"50, 1", "1000, 2"})
    void aByteFlippedOnItsWayInIsNeverVisible(int size, int get) throws Exception {
        sides.write(size, 1);
        sides.plan(
                Calls.of("GetObject").about(WithinS3.KEY).nth(get, new Fault.FlipResponseByte(5)));

        assertProved(sides.stream(), Evidence.CHECKSUM);

        sides.assertFaithful();
        assertThat(sides.heard).first().asString().contains("BadDigest");
    }

    @ParameterizedTest
    @CsvSource({"50, PutObject", "1000, CompleteMultipartUpload"})
    void aCopyUnderAKmsKeyIsWrittenOnceProvedAndRecorded(int size, String operation)
            throws Exception {
        sides.write(size, 1);
        encryptCopies();

        var copied = sides.stream();
        sides.record(copied);

        assertProved(copied, Evidence.CHECKSUM);
        assertThat(sides.ledger.find(sides.to).orElseThrow().state())
                .isEqualTo(LedgerEntry.State.DONE);
        assertThat(sides.calls(operation)).isEqualTo(1);
        assertThat(sides.calls("DeleteObject")).isZero();
        assertThat(sides.stream()).isInstanceOf(TransferOutcome.AlreadyPresent.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 1_000})
    void aKmsKeyThatIsDeniedIsNamedAndIsTheRoutesRefusal(int size) {
        sides.write(size, 1);
        encryptCopies();
        sides.server().deny("kms:GenerateDataKey", KEY_ARN);

        assertThatThrownBy(sides::stream)
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessageContaining(
                        "is not authorized to perform: kms:GenerateDataKey on resource: "
                                + KEY_ARN);
    }

    /// S3 wants checksums with the parts of what may be locked; the source's is over its whole.
    @Test
    void anObjectThatMayBeLockedIsCopiedWithAChecksumInEachPart() throws Exception {
        sides.write(1_000, 1);
        sides.server().change(sides.to.bucket(), BucketSettings::withObjectLock);
        failFromPart(8);

        var copied = sides.stream();

        assertProved(copied, Evidence.OWN_CHECKSUM);
        assertThat(((TransferOutcome.Copied) copied).resumed()).isPositive();
        sides.assertFaithful();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void aSmallObjectThatMayBeLockedIsCopiedWithTheSourcesChecksum(int size) throws Exception {
        sides.write(size, 1);
        sides.server().change(sides.to.bucket(), BucketSettings::withObjectLock);

        assertProved(sides.stream(), Evidence.CHECKSUM);
        sides.assertFaithful();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 350})
    void aBucketThatLocksByDefaultLocksItsCopies(int size) throws Exception {
        sides.write(size, 1);
        var retention = new DefaultRetention("GOVERNANCE", Period.ofDays(36_500));
        sides.server().change(sides.to.bucket(), bucket -> bucket.withDefaultRetention(retention));

        assertThat(sides.stream()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copy().orElseThrow().properties().headers())
                .containsEntry("x-amz-object-lock-mode", "GOVERNANCE")
                .containsKey("x-amz-object-lock-retain-until-date");
    }

    @Test
    void ofTwoWorkersAtOneKeyOneCopiesAndTheOtherComesBack() throws Exception {
        sides.write(1_000, 1);
        var other = new AtomicReference<TransferOutcome>();
        sides.plan(FaultPlan.onNth("UploadPart", 1, new Fault.Before(() -> other.set(again()))));

        assertThat(sides.stream()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(other.get()).isInstanceOf(TransferOutcome.Busy.class);
        assertThat(sides.calls("UploadPart")).isEqualTo(10);
        assertThat(sides.calls("CreateMultipartUpload")).isEqualTo(1);
        sides.assertFaithful();
    }

    private TransferOutcome again() {
        try {
            return sides.stream();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void encryptCopies() {
        var kms = new Encryption.Kms("aws:kms", KEY_ARN, true);
        sides.server().change(sides.to.bucket(), bucket -> bucket.withEncryption(kms));
    }

    /// A worker that gives up: the parts it sent stay, and so does its upload.
    private void failFromPart(int nth) {
        sides.plan(Calls.of("UploadPart").from(nth, Fault.Refuse.internalError()));
        assertThatThrownBy(sides::stream).isInstanceOf(StoreException.Transient.class);
        sides.plan(FaultPlan.NONE);
    }

    private static void assertProved(TransferOutcome outcome, Evidence evidence) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> assertThat(copied.evidence()).isEqualTo(evidence));
    }
}
