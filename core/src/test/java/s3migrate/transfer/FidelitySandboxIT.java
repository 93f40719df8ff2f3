package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.content;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import s3migrate.ledger.Evidence;
import s3migrate.route.Fidelity;
import s3migrate.route.StoreProfile;
import s3migrate.sandbox.s3.store.BucketSettings;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.store.StoreException;
import s3migrate.store.s3.S3Stores.Side;
import s3migrate.store.s3.S3Terms;
import s3migrate.store.s3.SandboxS3;

/// What copies have besides their bytes, over real sockets: as the source has it, or as the route
/// chose, whether bytes pass through us or S3 moves them, in one piece (50 bytes) or in parts
/// (350).
final class FidelitySandboxIT {

    private static final int SMALL = 50;
    private static final int LARGE = 350;
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1";

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
                    "STANDARD");

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;

    private OverSockets sides;

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
        sides = sides(S3Terms.of(StoreProfile.AWS));
    }

    private static OverSockets sides(S3Terms terms) {
        return new OverSockets(
                sandbox,
                sandbox,
                sandbox.newBucket(),
                List.of(sandbox.store(Side.SOURCE, terms), sandbox.store(Side.WITHIN, terms)));
    }

    @AfterEach
    void end() {
        sides.close();
    }

    static Stream<Arguments> waysAndSizes() {
        return EtagParitySandboxIT.ways().stream()
                .flatMap(way -> Stream.of(SMALL, LARGE).map(size -> Arguments.of(way, size)));
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void headersMetadataAndTagsArriveAsTheyWere(CopyWay way, int size) throws Exception {
        sides.write(content(size, 1), RICH);

        assertCopied(way);

        assertThat(copied()).isEqualTo(RICH);
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void copiesAreEncryptedAndSharedAsTheRouteSays(CopyWay way, int size) throws Exception {
        sides.choose(
                Map.of(
                        "sse", "aws:kms",
                        "sse_kms_key_id", KEY,
                        "sse_bucket_key", "true",
                        "acl", "bucket-owner-full-control"));
        sides.write(content(size, 1), RICH);

        assertCopied(way);

        assertThat(copied())
                .isEqualTo(
                        RICH.withEncryption(new Encryption.Kms("aws:kms", KEY, true))
                                .withAcl("bucket-owner-full-control"));
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void whoMayNotSetAnAclOrUseAKeyIsToldWhichActionIsMissing(CopyWay way, int size) {
        sides.write(content(size, 1));
        sides.choose(Map.of("acl", "bucket-owner-full-control"));
        sandbox.server().deny("s3:PutObjectAcl", sides.to.bucket() + "/*");
        assertThatThrownBy(() -> sides.run(way)).hasMessageContaining("s3:PutObjectAcl");

        sides.choose(Map.of("sse", "aws:kms", "sse_kms_key_id", KEY));
        sandbox.server().deny("kms:GenerateDataKey", KEY);

        assertThatThrownBy(() -> sides.run(way))
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessageContaining("kms:GenerateDataKey")
                .hasMessageContaining(KEY);
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void tagsThatARouteDropsAreCounted(CopyWay way, int size) throws Exception {
        sides.choose(Map.of("tags", "drop"));
        sides.write(content(size, 1), RICH);

        var outcome = assertCopied(way);

        assertThat(outcome.tagsLeftOut()).isEqualTo(2);
        assertThat(copied()).isEqualTo(RICH.withTags(Map.of()));
        assertThat(sides.heard).containsExactly("left out 2 tags");
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void tagsThatMayNotBeReadAreNeverLostInSilence(CopyWay way, int size) throws Exception {
        sides.write(content(size, 1), RICH);
        sandbox.server().deny("s3:GetObjectTagging", sides.from.bucket() + "/*");

        assertThatThrownBy(() -> sides.run(way)).hasMessageContaining("s3:GetObjectTagging");
        assertThat(sides.copy()).isEmpty();

        sides.choose(Map.of("tags", "drop"));
        assertCopied(way);
        assertThat(copied()).isEqualTo(RICH.withTags(Map.of()));
    }

    @Test
    void aRouteThatMayNotReadTagsWaitsForAChoiceAtItsFirstObjectWithOrWithoutTags() {
        sides.write(content(SMALL, 1));
        sandbox.server().deny("s3:GetObjectTagging", sides.from.bucket() + "/*");

        assertThatThrownBy(sides::run)
                .isInstanceOfSatisfying(
                        StoreException.RouteRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("TagsDenied"))
                .hasMessageContaining("tags: drop");
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void locksAreKeptAsTheSourceHasThem(CopyWay way, int size) throws Exception {
        var locked =
                RICH.withHeader("x-amz-object-lock-mode", "GOVERNANCE")
                        .withHeader("x-amz-object-lock-retain-until-date", "2999-01-01T00:00:00Z")
                        .withHeader("x-amz-object-lock-legal-hold", "ON");
        lockable();
        sides.choose(Map.of("object_lock", "keep"));
        sides.write(content(size, 1), locked);

        assertThat(sides.run(way)).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(copied()).isEqualTo(locked);
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void aLockThatIsOverOrWasNeverThereIsNone(CopyWay way, int size) throws Exception {
        lockable();
        sides.choose(Map.of("object_lock", "keep"));
        sides.write(content(size, 1), RICH);
        sides.run(way);
        assertThat(copied()).isEqualTo(RICH);

        sides.write(
                content(size, 2),
                RICH.withHeader("x-amz-object-lock-mode", "GOVERNANCE")
                        .withHeader("x-amz-object-lock-retain-until-date", "2020-01-01T00:00:00Z"));
        sides.run(way);

        assertThat(copied()).isEqualTo(RICH);
        assertThat(sides.copiedBytes()).hasValue(content(size, 2));
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void copiesAreLockedForAsLongAsTheRouteSays(CopyWay way, int size) throws Exception {
        lockable();
        sides.choose(Map.of("object_lock", "COMPLIANCE", "retain_days", "36500"));
        sides.write(content(size, 1));

        sides.run(way);

        var until = sides.time.instant().plus(Duration.ofDays(36_500));
        assertThat(copied().headers())
                .containsEntry("x-amz-object-lock-mode", "COMPLIANCE")
                .containsEntry("x-amz-object-lock-retain-until-date", until.toString());
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void whoMayNotReadOrSetLocksIsToldWhichActionIsMissing(CopyWay way, int size) {
        lockable();
        sides.choose(Map.of("object_lock", "keep"));
        sides.write(content(size, 1), RICH);
        sandbox.server().deny("s3:GetObjectRetention", sides.from.bucket() + "/*");
        assertThatThrownBy(() -> sides.run(way))
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessageContaining("s3:GetObjectRetention");
        sandbox.server().allowAll();
        sides.choose(Map.of("object_lock", "GOVERNANCE", "retain_days", "36500"));
        sandbox.server().deny("s3:PutObjectRetention", sides.to.bucket() + "/*");

        assertThatThrownBy(() -> sides.run(way)).hasMessageContaining("s3:PutObjectRetention");
    }

    private void lockable() {
        for (var bucket : List.of(sides.from.bucket(), sides.to.bucket())) {
            sandbox.server().change(bucket, BucketSettings::withObjectLock);
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void theSourcesTimeGoesAlongAndIsPartOfWhatIsEqual(CopyWay way, int size) throws Exception {
        sides.choose(Map.of("source_time", "true"));
        sides.write(content(size, 1), RICH);

        assertCopied(way);

        var expected = new TreeMap<>(RICH.metadata());
        expected.put(
                Fidelity.SOURCE_TIME,
                sides.original().lastModified().truncatedTo(ChronoUnit.SECONDS).toString());
        assertThat(copied()).isEqualTo(RICH.withMetadata(expected));
        assertThat(sides.run(way)).isInstanceOf(TransferOutcome.AlreadyPresent.class);
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void smallObjectsStayOutOfAChosenClassWhereTheyWouldCostMore(CopyWay way, int size)
            throws Exception {
        sides.choose(Map.of("storage_class", "ONEZONE_IA"));
        sides.write(content(size, 1));

        assertCopied(way);

        assertThat(copied().storageClass()).isEqualTo("STANDARD");
        assertThat(sides.heard).containsExactly("too small for its class");
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void aClassWithoutALeastSizeIsTakenAndAKeptOneToo(CopyWay way, int size) throws Exception {
        sides.choose(Map.of("storage_class", "INTELLIGENT_TIERING"));
        sides.write(content(size, 1));
        assertCopied(way);
        assertThat(copied().storageClass()).isEqualTo("INTELLIGENT_TIERING");

        sides.choose(Map.of("storage_class", "KEEP"));
        sides.write(content(size, 2), RICH.withStorageClass("GLACIER_IR"));
        assertCopied(way);

        assertThat(copied().storageClass()).isEqualTo("GLACIER_IR");
        assertThat(sides.heard).doesNotContain("too small for its class");
    }

    @ParameterizedTest
    @MethodSource("waysAndSizes")
    void aBucketWhoseRequestersPayIsReadByWhoSaysSo(CopyWay way, int size) throws Exception {
        sides.write(content(size, 1), RICH);
        requestersPay(sides);
        assertThatThrownBy(() -> sides.run(way)).hasMessageContaining("AccessDenied");

        sides.close();
        sides = sides(S3Terms.of(StoreProfile.AWS).withRequesterPays(true));
        sides.write(content(size, 1), RICH);
        requestersPay(sides);

        assertCopied(way);
        assertThat(copied()).isEqualTo(RICH);
    }

    private static void requestersPay(OverSockets sides) {
        sandbox.server().change(sides.from.bucket(), settings -> settings.withRequesterPays(true));
    }

    private TransferOutcome.Copied assertCopied(CopyWay way) throws InterruptedException {
        var outcome = sides.run(way);
        assertThat(outcome).isInstanceOf(TransferOutcome.Copied.class);
        var copied = (TransferOutcome.Copied) outcome;
        assertThat(copied.evidence()).isEqualTo(Evidence.CHECKSUM);
        assertThat(sides.leavesNoUpload()).isTrue();
        return copied;
    }

    private ObjectProperties copied() {
        return sides.copy().orElseThrow().properties();
    }
}
