package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.ledger.Evidence;
import s3migrate.sandbox.proxy.Break;
import s3migrate.sandbox.proxy.Direction;
import s3migrate.sandbox.proxy.Line;
import s3migrate.sandbox.proxy.LinePlan;
import s3migrate.sandbox.proxy.TcpProxy;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.store.StoreException;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.SandboxS3;

/// What proves a copy, over real sockets, in each of the four grades, and what becomes of wrong
/// bytes in each. Objects of 50 bytes are one PUT, of 350 bytes four parts.
final class ProofSandboxIT {

    private static final int SMALL = 50;
    private static final int LARGE = 350;

    @TempDir private static Path directory;
    private static SandboxS3 summing;
    private static SandboxS3 plain;

    private OverSockets sides;

    /// Who keeps checksums, which makes the grade.
    enum Stores {
        BOTH_SUM(true, true),
        DESTINATION_SUMS(false, true),
        NONE_SUMS(false, false);

        private final boolean source;
        private final boolean destination;

        Stores(boolean source, boolean destination) {
            this.source = source;
            this.destination = destination;
        }
    }

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

    @AfterEach
    void end() {
        sides.close();
    }

    @BeforeEach
    void begin() {
        sides = sides(Stores.BOTH_SUM, summing.newBucket());
    }

    private void begin(Stores stores) {
        var to = destination(stores);
        begin(stores, to.newBucket());
    }

    private void begin(Stores stores, String toBucket) {
        sides.close();
        sides = sides(stores, toBucket);
    }

    private static OverSockets sides(Stores stores, String toBucket) {
        var from = stores.source ? summing : plain;
        var to = destination(stores);
        return new OverSockets(
                from, to, toBucket, List.of(from.store(Side.SOURCE), to.store(Side.DESTINATION)));
    }

    private static SandboxS3 destination(Stores stores) {
        return stores.destination ? summing : plain;
    }

    @ParameterizedTest
    @CsvSource({
        "BOTH_SUM, 50, CHECKSUM",
        "BOTH_SUM, 350, CHECKSUM",
        "DESTINATION_SUMS, 50, OWN_CHECKSUM",
        "DESTINATION_SUMS, 350, OWN_CHECKSUM",
        "NONE_SUMS, 50, ETAG",
        "NONE_SUMS, 350, SIZE"
    })
    void theBestEvidenceThereIsIsTaken(Stores stores, int size, Evidence best) throws Exception {
        begin(stores);
        sides.write(content(size, 1));

        assertThat(sides.copied()).isEqualTo(best);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aByteFlippedByTheSourceIsRefusedBeforeItCanBeSeen(int size) throws Exception {
        begin(Stores.BOTH_SUM, summing.newVersionedBucket());
        sides.write(content(size, 1));
        // A job that does not know its size asks for the whole first.
        long call = size == SMALL ? 1 : 2;
        summing.server()
                .faults()
                .plan(
                        Calls.of("GetObject")
                                .in(sides.from.bucket())
                                .nth(call, new Fault.FlipResponseByte(7)));

        assertThat(sides.copied()).isEqualTo(Evidence.CHECKSUM);

        assertCopiedOnceAgain(size);
        assertThat(sides.copies()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "BOTH_SUM, 50, CHECKSUM",
        "BOTH_SUM, 350, CHECKSUM",
        "DESTINATION_SUMS, 50, OWN_CHECKSUM",
    })
    void aByteFlippedOnTheWayToTheDestinationIsRefusedBeforeItCanBeSeen(
            Stores stores, int size, Evidence best) throws Exception {
        begin(stores, summing.newVersionedBucket());
        sides.write(content(size, 1));
        plan(summing, writes(sides.to.bucket()), new Fault.FlipRequestByte(7));

        assertThat(sides.copied()).isEqualTo(best);

        assertCopiedOnceAgain(size);
        assertThat(sides.copies()).isEqualTo(1);
    }

    @Test
    void aPartFlippedOnItsWayIsSentAgainAloneWhereOurChecksumIsTheProof() throws Exception {
        begin(Stores.DESTINATION_SUMS);
        sides.write(content(LARGE, 1));
        plan(summing, writes(sides.to.bucket()), new Fault.FlipRequestByte(7));
        summing.server().log().reset();

        assertThat(sides.copied()).isEqualTo(Evidence.OWN_CHECKSUM);

        assertThat(summing.server().log().count("UploadPart")).isEqualTo(4 + 1);
        assertThat(sides.copiedBytes()).hasValue(content(LARGE, 1));
    }

    /// Our checksum counts what reached us: the source's MD5 says what left it.
    @Test
    void aByteFlippedByASourceWithoutChecksumsIsFoundByItsMd5() throws Exception {
        begin(Stores.DESTINATION_SUMS, summing.newVersionedBucket());
        sides.write(content(SMALL, 1));
        plan(plain, Calls.of("GetObject"), new Fault.FlipResponseByte(7));

        assertThat(sides.copied()).isEqualTo(Evidence.OWN_CHECKSUM);

        assertCopiedOnceAgain(SMALL);
        assertThat(sides.copies()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatADestinationWithoutChecksumsKeepsWronglyIsFoundByItsMd5(boolean versioned)
            throws Exception {
        begin(Stores.NONE_SUMS, versioned ? plain.newVersionedBucket() : plain.newBucket());
        sides.writeCopy(content(SMALL, 9));
        sides.write(content(SMALL, 1));
        plan(plain, writes(sides.to.bucket()), new Fault.FlipRequestByte(7));

        assertThat(sides.copied()).isEqualTo(Evidence.ETAG);

        assertCopiedOnceAgain(SMALL);
        assertThat(sides.copies()).isEqualTo(versioned ? 2 : 1);
    }

    @Test
    void wrongEveryTimeTheVersionsWrittenAreDeletedAndTheFormerObjectIsThereAgain()
            throws Exception {
        begin(Stores.NONE_SUMS, plain.newVersionedBucket());
        sides.writeCopy(content(SMALL, 9));
        sides.write(content(SMALL, 1));
        plain.server()
                .faults()
                .plan(writes(sides.to.bucket()).always(new Fault.FlipRequestByte(7)));

        assertThat(mismatch())
                .matches(
                        "s3://.+: found ETag [0-9a-f]{32}, expected [0-9a-f]{32}; its version .+ was deleted");

        assertThat(sides.copies()).isEqualTo(1);
        assertThat(sides.copiedBytes()).hasValue(content(SMALL, 9));
    }

    @Test
    void whereVersionsMayNotBeDeletedTheMissingActionIsNamed() throws Exception {
        begin(Stores.NONE_SUMS, plain.newVersionedBucket());
        sides.write(content(SMALL, 1));
        plain.server()
                .faults()
                .plan(writes(sides.to.bucket()).always(new Fault.FlipRequestByte(7)));
        plain.server().deny("s3:DeleteObjectVersion", sides.to.bucket() + "/*");

        assertThat(mismatch())
                .contains(" is still there, and not the source's: delete version ")
                .contains("s3:DeleteObjectVersion");

        assertThat(sides.copies()).isEqualTo(3);
    }

    @Test
    void wrongEveryTimeNothingIsDeletedWhereNoVersionsAreKept() throws Exception {
        begin(Stores.NONE_SUMS);
        sides.write(content(SMALL, 1));
        plain.server()
                .faults()
                .plan(writes(sides.to.bucket()).always(new Fault.FlipRequestByte(7)));
        plain.server().log().reset();

        assertThat(mismatch())
                .endsWith(
                        "; nothing was deleted, as the bucket keeps no versions: what is there is not the source's");

        assertThat(plain.server().log().count("DeleteObject")).isZero();
        assertThat(sides.copy()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"BOTH_SUM, 50", "BOTH_SUM, 350", "NONE_SUMS, 50"})
    void whatADestinationSpoilsAfterItsAnswerTheNextLookFindsAndCopiesAnew(Stores stores, int size)
            throws Exception {
        begin(stores);
        sides.write(content(size, 1));
        sides.run();
        destination(stores).server().corrupt(sides.to.bucket(), sides.to.key(), 7);

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.copiedBytes()).hasValue(content(size, 1));
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void aCopyThatWasKilledAndGoesOnIsProvedAsIfItHadNotBeen(Stores stores) throws Exception {
        begin(stores);
        sides.keepParts();
        var bytes = content(1_000, 1);
        sides.writeInParts(bytes, 150, 150, 150, 150, 150, 150, 100);
        var destination = destination(stores).server();
        destination.faults().plan(Calls.of("UploadPart").in(sides.to.bucket()).nth(4, refused()));
        assertThatThrownBy(sides::run).isInstanceOf(StoreException.class);
        destination.faults().clear();

        var copied = (TransferOutcome.Copied) sides.run();

        assertThat(copied.resumed()).isPositive();
        assertThat(copied.evidence())
                .isEqualTo(
                        switch (stores) {
                            case BOTH_SUM -> Evidence.CHECKSUM;
                            case DESTINATION_SUMS -> Evidence.OWN_CHECKSUM;
                            case NONE_SUMS -> Evidence.ETAG;
                        });
        assertThat(sides.copy().orElseThrow().etag()).isEqualTo(sides.original().etag());
        assertThat(sides.copiedBytes()).hasValue(bytes);
        assertThat(sides.leavesNoUpload()).isTrue();
    }

    @Test
    void throughALineThatResetsConnectionsInMidBodyTheProofIsTheSame() throws Exception {
        try (var proxy = TcpProxy.before(summing.server().https(), 1)) {
            sides.close();
            sides =
                    new OverSockets(
                            summing,
                            summing,
                            summing.newBucket(),
                            List.of(
                                    summing.store(Side.SOURCE, proxy.endpoint()),
                                    summing.store(Side.DESTINATION, proxy.endpoint())));
            var bytes = content(40_000, 1);
            sides.cutInto(10_000);
            sides.write(bytes);
            proxy.plan(
                    LinePlan.onFirst(
                            2, Line.CLEAR.broken(new Break.Reset(Direction.TO_CLIENT, 6_000))));

            assertThat(sides.copied()).isEqualTo(Evidence.CHECKSUM);

            assertThat(proxy.connections()).isGreaterThan(2);
            assertThat(sides.copiedBytes()).hasValue(bytes);
        }
    }

    private void plan(SandboxS3 side, Calls calls, Fault once) {
        side.server().faults().plan(calls.nth(1, once));
    }

    private static Calls writes(String bucket) {
        return Calls.of("PutObject", "UploadPart").in(bucket);
    }

    private static Fault refused() {
        return Fault.Refuse.accessDenied();
    }

    private String mismatch() throws InterruptedException {
        var outcome = sides.run();
        assertThat(outcome).isInstanceOf(TransferOutcome.Mismatch.class);
        return ((TransferOutcome.Mismatch) outcome).detail();
    }

    private void assertCopiedOnceAgain(int size) {
        assertThat(sides.heard).filteredOn(line -> !line.equals("the upload is gone")).hasSize(1);
        assertThat(sides.copiedBytes()).hasValue(content(size, 1));
        assertThat(sides.leavesNoUpload()).isTrue();
    }
}
