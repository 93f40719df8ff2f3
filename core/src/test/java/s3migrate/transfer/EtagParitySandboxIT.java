package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.params.provider.MethodSource;
import s3migrate.ledger.Evidence;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.SandboxS3;

/// Copies in parts like the source's, between stores that keep no checksums: then equal ETags are
/// what proves them.
final class EtagParitySandboxIT {

    @TempDir private static Path directory;
    private static SandboxS3 first;
    private static SandboxS3 plain;

    private OverSockets sides;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        first = SandboxS3.start(directory);
        plain = first.beside(directory.resolve("plain"), S3Settings::withoutChecksums);
    }

    @AfterAll
    static void stop() {
        first.close();
        plain.close();
    }

    @BeforeEach
    void begin() {
        sides =
                new OverSockets(
                        plain,
                        plain,
                        plain.newBucket(),
                        List.of(plain.store(Side.SOURCE), plain.store(Side.WITHIN)));
        sides.keepParts();
    }

    @AfterEach
    void end() {
        sides.close();
    }

    static List<CopyWay> ways() {
        return List.of(
                new CopyWay.Streaming("a test wants it"),
                new CopyWay.ServerSide("a test wants it", false, new CopyWay.Sizes(100, 100, 2)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anObjectInPartsIsCopiedInPartsOfTheSameSize(CopyWay way) throws Exception {
        var bytes = content(400, 1);
        sides.writeInParts(bytes, 150, 150, 100);

        assertProved(way, bytes);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSmallObjectInPartsIsCopiedInParts(CopyWay way) throws Exception {
        var bytes = content(60, 1);
        sides.writeInParts(bytes, 20, 20, 20);

        assertProved(way, bytes);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aLargeObjectInOnePieceIsCopiedInOne(CopyWay way) throws Exception {
        var bytes = content(1_000, 1);
        sides.write(bytes);

        assertProved(way, bytes);
    }

    @Test
    void whereTheSourcesPartsHaveSeveralSizesEtagsDifferAndProveNothing() throws Exception {
        var bytes = content(400, 1);
        sides.writeInParts(bytes, 20, 280, 100);

        assertThat(sides.copied()).isEqualTo(Evidence.SIZE);

        assertThat(sides.copiedBytes()).hasValue(bytes);
    }

    @Test
    void aByteFlippedOnTheWayIsLessThanARouteRequires() throws Exception {
        sides.requireEtags();
        sides.writeInParts(content(400, 1), 150, 150, 100);
        plain.server().faults().plan(Calls.of("UploadPart").nth(2, new Fault.FlipRequestByte(7)));

        assertThat(sides.run())
                .isEqualTo(new TransferOutcome.TooLittleProof(Evidence.SIZE, Evidence.ETAG));
    }

    private void assertProved(CopyWay way, byte[] bytes) throws Exception {
        assertThat(((TransferOutcome.Copied) sides.run(way)).evidence()).isEqualTo(Evidence.ETAG);
        assertThat(sides.copy().orElseThrow().etag()).isEqualTo(sides.original().etag());
        assertThat(sides.copiedBytes()).hasValue(bytes);
        assertThat(sides.run(way)).isInstanceOf(TransferOutcome.AlreadyPresent.class);
    }
}
