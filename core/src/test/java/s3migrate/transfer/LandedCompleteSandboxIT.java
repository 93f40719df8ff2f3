package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.ledger.Evidence;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.SandboxS3;

/// A Complete without a reply, of an object whose source has no checksum and another layout, so
/// that nothing of the source tells whether its copy is there: our own checksum of the parts does.
final class LandedCompleteSandboxIT {

    private static final byte[] CONTENT = MemoryBody.bytes(350);
    private static final int PARTS = 4;
    private static final Fault NO_SUCH_UPLOAD =
            new Fault.Refuse(404, "NoSuchUpload", "The specified upload does not exist.");

    @TempDir private static Path directory;
    private static SandboxS3 summing;
    private static SandboxS3 plain;

    private OverSockets sides;
    private Calls completes;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        summing = SandboxS3.start(directory);
        plain = summing.beside(directory.resolve("plain"), S3Settings::withoutChecksums);
    }

    @AfterAll
    static void stop() {
        summing.close();
        plain.close();
    }

    @BeforeEach
    void begin() {
        begin(summing.newBucket());
    }

    private void begin(String toBucket) {
        sides =
                new OverSockets(
                        plain,
                        summing,
                        toBucket,
                        List.of(plain.store(Side.SOURCE), summing.store(Side.DESTINATION)));
        sides.write(CONTENT);
        completes = Calls.of("CompleteMultipartUpload").in(sides.to.bucket());
        summing.server().log().reset();
    }

    @AfterEach
    void end() {
        summing.server().faults().clear();
        sides.close();
    }

    @Test
    void isKnownByItsPartsWhereNoReplyComesAtAll() throws Exception {
        summing.server().faults().plan(completes.always(new Fault.LoseReply()));

        assertCopiedOnce();
    }

    @Test
    void isKnownByItsPartsWhereItsUploadIsGone() throws Exception {
        summing.server()
                .faults()
                .plan(
                        completes
                                .nth(1, new Fault.LoseReply())
                                .or(completes.from(2, NO_SUCH_UPLOAD)));

        assertCopiedOnce();
    }

    private void assertCopiedOnce() throws InterruptedException {
        assertThat(sides.copied()).isEqualTo(Evidence.OWN_CHECKSUM);

        assertThat(sides.copiedBytes()).hasValue(CONTENT);
        assertThat(summing.server().log().count("UploadPart")).isEqualTo(PARTS);
        assertThat(summing.server().log().count("CreateMultipartUpload")).isEqualTo(1);
    }

    @Test
    void whatWasThereBeforeIsNotTakenForIt() throws Exception {
        assertThat(sides.copied()).isEqualTo(Evidence.OWN_CHECKSUM);
        // Of another ledger: nobody remembers the copy.
        var bucket = sides.to.bucket();
        sides.close();
        begin(bucket);
        summing.server().faults().plan(completes.always(Fault.Refuse.internalError()));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Unsettled.class);
    }
}
