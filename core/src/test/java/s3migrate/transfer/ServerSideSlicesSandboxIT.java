package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.job.Slice;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.store.MultipartUpload;
import s3migrate.store.StoreException;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.SandboxS3;

/// A huge object of ten parts that S3 copies by itself, in five slices, over real sockets.
final class ServerSideSlicesSandboxIT {

    private static final int SIZE = 950;
    private static final int PARTS = 10;
    private static final int SLICES = 5;

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
        sides.hugeBytes = SIZE;
        sides.write(SIZE, 1);
    }

    @AfterEach
    void end() {
        sides.close();
    }

    @Test
    void everySliceCopiesItsPartsWithinS3AndTheLastHandsTheObjectBack() throws Exception {
        var slices = cut();

        for (var slice : slices.subList(0, SLICES - 1)) {
            assertThat(sides.copy(slice)).isInstanceOf(SliceOutcome.Copied.class);
        }
        assertThat(sides.copy(slices.getLast())).isInstanceOf(SliceOutcome.HandsBack.class);
        assertCompleted();

        assertThat(sides.calls("UploadPartCopy")).isEqualTo(PARTS);
        assertThat(sides.calls("CompleteMultipartUpload")).isEqualTo(1);
        sides.assertNoBytesThroughUs();
    }

    /// It copied one of its two parts, and its message comes again.
    @Test
    void aSliceWhoseWorkerWasKilledCopiesWhatIsMissing() throws Exception {
        var slices = cut();
        copyFirstPart(slices.getFirst());

        for (var slice : slices) {
            sides.copy(slice);
        }
        assertCompleted();

        assertThat(sides.calls("UploadPartCopy")).isEqualTo(PARTS);
    }

    /// No part of another version gets into an upload, whichever slice meets it.
    @Test
    void aSourceThatChangesBetweenTwoSlicesIsCopiedAnewAsItIsNow() throws Exception {
        var slices = cut();
        assertThat(sides.copy(slices.get(0))).isInstanceOf(SliceOutcome.Copied.class);
        sides.plan(
                FaultPlan.onNth("UploadPartCopy", 2, new Fault.Before(() -> sides.write(SIZE, 2))));

        assertThat(sides.copy(slices.get(1))).isInstanceOf(SliceOutcome.HandsBack.class);
        assertThat(sides.copy(slices.get(2))).isInstanceOf(SliceOutcome.Obsolete.class);
        for (var slice : cut()) {
            sides.copy(slice);
        }
        assertCompleted();
    }

    @Test
    void aSliceThatS3RefusesSaysWhatIsMissing() throws Exception {
        var slices = cut();
        sides.plan(FaultPlan.onKey("UploadPartCopy", sides.to.key(), Fault.Refuse.accessDenied()));

        assertThatThrownBy(() -> sides.copy(slices.getFirst()))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessageContaining("needed are s3:GetObject and s3:GetObjectTagging");
    }

    private List<Slice> cut() throws InterruptedException {
        var slices = ((TransferOutcome.Sliced) sides.run()).slices();
        assertThat(slices).hasSize(SLICES);
        return slices;
    }

    private void copyFirstPart(Slice slice) {
        try (var store = sandbox.store(Side.WITHIN)) {
            var upload =
                    new MultipartUpload(sides.to, slice.upload().id(), slice.upload().algorithm());
            var part = new TransferPlan(SIZE, slice.upload().partBytes()).part(slice.firstPart());
            assertThat(store.copyPart(upload, part, slice.source())).isPresent();
        }
    }

    private void assertCompleted() throws Exception {
        assertThat(sides.run())
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> {
                            assertThat(copied.evidence()).isEqualTo(Evidence.CHECKSUM);
                            assertThat(copied.proof().way()).hasValue(Way.SERVER_SIDE);
                        });
        sides.assertFaithful();
    }
}
