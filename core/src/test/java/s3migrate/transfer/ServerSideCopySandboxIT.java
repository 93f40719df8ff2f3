package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
import s3migrate.ledger.Way;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.store.StoreException;
import s3migrate.store.s3.SandboxS3;

/// Copies that S3 does itself, over real sockets: what arrives, what it costs and what S3 may
/// refuse. Objects of 50 bytes are one CopyObject, of 350 bytes four UploadPartCopies.
final class ServerSideCopySandboxIT {

    private static final ObjectProperties RICH =
            new ObjectProperties(
                    new TreeMap<>(
                            Map.of(
                                    "content-type", "text/plain; charset=utf-8",
                                    "content-encoding", "gzip",
                                    "content-language", "de, zh",
                                    "content-disposition", "attachment; filename=\"a b.txt\"",
                                    "cache-control", "no-cache, max-age=0",
                                    "expires", "not a date",
                                    "x-amz-website-redirect-location", "/elsewhere?a=b")),
                    Map.of("owner", "=?UTF-8?B?w7w=?=", "a.b_c-d", "1 + 1 = 2"),
                    Map.of("project", "a b", "+ -=._:/@", "c+d=e"),
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
    @ValueSource(ints = {0, 1, 50, 100, 101, 350, 1_000})
    void everythingArrivesAndNoByteOfItPassesThroughUs(int size) throws Exception {
        sides.write(size, 1, RICH);

        assertCopied(sides.run(), Evidence.CHECKSUM);

        sides.assertFaithful();
        sides.assertNoBytesThroughUs();
    }

    @Test
    void aNewSmallObjectCostsOneHeadAndOneCopyObject() throws Exception {
        sides.write(50, 1, RICH);

        sides.run();

        assertThat(sides.server().log().counts())
                .isEqualTo(Map.of("HeadObject", 1L, "CopyObject", 1L));
    }

    @ParameterizedTest
    @CsvSource({"100000000, CopyObject, 1", "5368709121, UploadPartCopy, 11"})
    void beyond5GiBAnObjectIsCopiedInPartsOf512MiB(long bytes, String operation, int calls)
            throws Exception {
        sides.server()
                .put(
                        sides.from.bucket(),
                        sides.from.key(),
                        GeneratedObject.inParts(1, bytes, 512L << 20));

        assertCopied(sides.runAtFullSize(), Evidence.CHECKSUM);

        assertThat(sides.calls(operation)).isEqualTo(calls);
        assertThat(sides.copy().orElseThrow().checksum()).isEqualTo(sides.original().checksum());
        sides.assertNoBytesThroughUs();
    }

    @Test
    void aVersionIsCopiedByItsId() throws Exception {
        try (var versioned = new WithinS3(sandbox, sandbox.newVersionedBucket())) {
            versioned.write(50, 1);
            versioned.write(50, 2, RICH);

            assertCopied(versioned.run(), Evidence.CHECKSUM);

            versioned.assertFaithful();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void aCopyThatIsThereIsRecognised(int size) throws Exception {
        sides.write(size, 1, RICH);
        sides.run();
        sides.server().log().reset();

        assertThat(sides.run()).isInstanceOf(TransferOutcome.AlreadyPresent.class);

        assertThat(sides.calls("UploadPartCopy")).isZero();
        sides.assertFaithful();
    }

    @ParameterizedTest
    @CsvSource({
        "50, s3:GetObjectTagging, source",
        "50, s3:PutObject, destination",
        "50, s3:PutObjectTagging, destination",
        "350, s3:PutObject, destination"
    })
    void aDeniedActionIsNamedAndNothingIsStreamed(int size, String action, String side)
            throws Exception {
        sides.write(size, 1, RICH);
        var bucket = side.equals("source") ? sides.from.bucket() : sides.to.bucket();
        sides.server().deny(action, bucket + "/*");

        assertThatThrownBy(sides::run)
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessageContaining("is not authorized to perform: " + action + " on resource");

        assertThat(sides.copy()).isEmpty();
        sides.assertNoBytesThroughUs();
    }

    @ParameterizedTest
    @CsvSource({"50, CopyObject, copy", "350, UploadPartCopy, copy part [0-9] of"})
    void aRefusalThatNamesNoActionIsExplained(int size, String operation, String verb)
            throws Exception {
        sides.write(size, 1);
        sides.plan(FaultPlan.onKey(operation, sides.to.key(), Fault.Refuse.accessDenied()));

        assertThatThrownBy(sides::run)
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessageMatching(
                        "%s \\Q%s\\E to \\Q%s\\E: Access Denied \\(AccessDenied, HTTP 403, request .+\\); needed are s3:GetObject and s3:GetObjectTagging on \\Q%s\\E, s3:PutObject and s3:PutObjectTagging on \\Q%s\\E, and where KMS encrypts kms:Decrypt and kms:GenerateDataKey; S3 was to copy it by itself: with copy set to stream its bytes would pass through us instead"
                                .formatted(verb, sides.from, sides.to, sides.from, sides.to));
        sides.assertNoBytesThroughUs();
    }

    @ParameterizedTest
    @CsvSource({"50, CopyObject", "350, UploadPartCopy"})
    void aRouteThatFallsBackStreamsWhatS3Refuses(int size, String operation) throws Exception {
        sides.write(size, 1, RICH);
        sides.plan(FaultPlan.onKey(operation, sides.to.key(), Fault.Refuse.accessDenied()));

        var copied = (TransferOutcome.Copied) sides.run(true);

        assertThat(copied.proof().way()).hasValue(Way.STREAMING);
        assertThat(sides.heard).singleElement().asString().contains("AccessDenied");
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
