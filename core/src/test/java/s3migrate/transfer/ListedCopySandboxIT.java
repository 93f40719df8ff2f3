package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.object.ETag;
import s3migrate.route.Fidelity;
import s3migrate.route.Locking;
import s3migrate.route.Protection;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.store.StoreException;
import s3migrate.store.s3.SandboxS3;
import software.amazon.awssdk.services.s3.S3Client;

/// Copies within S3 of objects as a comparison listed them, over real sockets: a CopyObject alone
/// where that is enough, and everything that takes a look.
final class ListedCopySandboxIT {

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

    @Test
    void aNewObjectIsOneCopyObjectAndArrivesWithAllItHas() throws Exception {
        write(RICH);

        assertCopied(sides.run(), Evidence.ETAG);

        sides.assertFaithful();
        assertThat(sides.calls("HeadObject")).isZero();
        assertThat(sides.calls("CopyObject")).isEqualTo(1);
    }

    @Test
    void theVersionThatWasCopiedIsKnownWithoutALook() throws Exception {
        sides.close();
        sides = new WithinS3(sandbox, sandbox.newVersionedBucket());
        write(RICH);

        var copied = assertCopied(sides.run(), Evidence.ETAG);

        assertThat(sides.calls("HeadObject")).isZero();
        assertThat(copied.source().versionId()).hasValue(sides.original().versionId());
        assertThat(copied.source().etag()).isEqualTo(ETag.of(sides.original().etag()));
    }

    @Test
    void ofWhatChangedSinceItWasListedThePresentIsCopied() throws Exception {
        write(ObjectProperties.NONE);
        sides.write(60, 2, RICH);

        assertCopied(sides.run(), Evidence.CHECKSUM);

        sides.assertFaithful();
        assertThat(sides.calls("HeadObject")).isEqualTo(1);
        assertThat(sides.heard).isEmpty();
    }

    @Test
    void whatIsGoneSinceItWasListedIsGone() throws Exception {
        write(RICH);
        sides.server().delete(sides.from.bucket(), WithinS3.KEY);

        assertThat(sides.run()).isEqualTo(new TransferOutcome.SourceGone());
        assertThat(sides.copy()).isEmpty();
    }

    @Test
    void whatIsThereByNowIsLookedAtFirst() throws Exception {
        write(RICH);
        sides.writeCopy(TwoSides.content(70, 3));

        assertCopied(sides.run(), Evidence.CHECKSUM);
        sides.assertFaithful();

        assertThat(sides.run()).isInstanceOf(TransferOutcome.AlreadyPresent.class);
    }

    /// Each of them is to have, or to be proved by, what no listing tells.
    enum Wish {
        CHECKSUM,
        WITHOUT_TAGS,
        SOURCE_TIME,
        LOCKS,
        DELETES
    }

    @ParameterizedTest
    @EnumSource
    void aWishThatNoListingFulfilsTakesALook(Wish wish) throws Exception {
        write(RICH);
        switch (wish) {
            case CHECKSUM -> sides.least = Evidence.CHECKSUM;
            case WITHOUT_TAGS -> sides.fidelity = fidelity(false, Locking.NONE, false);
            case SOURCE_TIME -> sides.fidelity = fidelity(true, Locking.NONE, true);
            case LOCKS -> sides.fidelity = fidelity(true, new Locking(Locking.Kind.KEEP, 0), false);
            case DELETES -> sides.deletes = new AllDeletes();
        }

        assertCopied(sides.run(), Evidence.CHECKSUM);

        assertThat(sides.calls("HeadObject")).isPositive();
        assertThat(sides.calls("CopyObject")).isEqualTo(1);
    }

    private static Fidelity fidelity(boolean tags, Locking locking, boolean sourceTime) {
        return new Fidelity(tags, Protection.NONE, locking, sourceTime);
    }

    private static final class AllDeletes implements Deletes {
        @Override
        public boolean wanted() {
            return true;
        }

        @Override
        public Permit next() {
            return new Permit.Granted();
        }
    }

    @Test
    void anObjectInPartsIsLookedAtFirst() throws Exception {
        write(RICH);
        var parts = "\"%s-2\"".formatted(sides.original().etag());
        sides.listedEtag = Optional.of(ETag.of(parts));

        assertCopied(sides.run(), Evidence.CHECKSUM);
        assertThat(sides.calls("HeadObject")).isEqualTo(1);
    }

    /// Its ETag is no MD5, though it looks like one: not what proves it.
    @Test
    void aCopyUnderAKeyIsProvedByTheChecksumThatALookShows() throws Exception {
        sandbox.server()
                .change(
                        sides.to.bucket(),
                        s -> s.withEncryption(new Encryption.Kms("aws:kms", "arn:key", true)));
        write(ObjectProperties.NONE);

        assertCopied(sides.run(), Evidence.CHECKSUM);

        assertThat(sides.calls("HeadObject")).isEqualTo(1);
        assertThat(sides.calls("CopyObject")).isEqualTo(1);
    }

    @Test
    void aSourceThatChangedWhileItsCopyLackedAProofIsCopiedAgain() throws Exception {
        sandbox.server()
                .change(
                        sides.to.bucket(),
                        s -> s.withEncryption(new Encryption.Kms("aws:kms", "arn:key", true)));
        write(ObjectProperties.NONE);
        sides.plan(
                FaultPlan.onNth("HeadObject", 1, new Fault.Before(() -> sides.write(60, 2, RICH))));

        assertCopied(sides.run(), Evidence.CHECKSUM);

        assertThat(sides.copy().orElseThrow().size()).isEqualTo(60);
        assertThat(sides.heard).containsExactly("the source changed while it was copied");
    }

    /// CopyObject leaves the redirect behind.
    @Test
    void objectsOfAWebsiteKeepWhereTheySendTheirReaders() throws Exception {
        makeWebsite(sides.from.bucket());
        write(RICH.withHeader("x-amz-website-redirect-location", "/elsewhere"));

        assertCopied(sides.run(), Evidence.CHECKSUM);

        sides.assertFaithful();
        assertThat(sides.calls("HeadObject")).isEqualTo(1);
    }

    @Test
    void whereNobodySaysWhetherItIsAWebsiteObjectsAreLookedAt() throws Exception {
        sandbox.server().deny("s3:GetBucketWebsite", sides.from.bucket());
        write(RICH.withHeader("x-amz-website-redirect-location", "/elsewhere"));

        assertCopied(sides.run(), Evidence.CHECKSUM);

        sides.assertFaithful();
    }

    @Test
    void aBucketIsAskedOnceWhetherItIsAWebsite() throws Exception {
        write(RICH);
        for (int i = 0; i < 3; i++) {
            sides.run();
        }
        assertThat(sides.calls("GetBucketWebsite")).isEqualTo(1);
    }

    @Test
    void aLostReplyIsSettledByLooking() throws Exception {
        write(RICH);
        sides.plan(FaultPlan.onKey("CopyObject", sides.to.key(), new Fault.LoseReply()));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Proved.class);

        sides.assertFaithful();
    }

    @Test
    void aCopyThatMayStillLandKeepsItsMessage() throws Exception {
        write(RICH);
        sides.plan(FaultPlan.onKey("CopyObject", sides.to.key(), Fault.Refuse.internalError()));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Unsettled.class);
    }

    @Test
    void aRefusalSaysWhatIsNeeded() {
        write(RICH);
        sandbox.server().deny("s3:PutObject", sides.to.bucket() + "/*");

        assertThatThrownBy(() -> sides.run())
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessageContaining("S3 was to copy it by itself");
    }

    private static void makeWebsite(String bucket) {
        var access = sandbox.access("AKIASANDBOX", "secret");
        var client =
                S3Client.builder()
                        .credentialsProvider(access.credentials())
                        .region(access.region())
                        .endpointOverride(access.endpoint().orElseThrow())
                        .forcePathStyle(true);
        try (var s3 = client.build()) {
            s3.putBucketWebsite(r ->
                    r.bucket(bucket)
                            .websiteConfiguration(w -> w.indexDocument(i -> i.suffix("index"))));
        }
    }

    private void write(ObjectProperties properties) {
        sides.write(50, 1, properties);
        sides.list();
    }

    private static TransferOutcome.Copied assertCopied(TransferOutcome outcome, Evidence evidence) {
        assertThat(outcome).isInstanceOf(TransferOutcome.Copied.class);
        var copied = (TransferOutcome.Copied) outcome;
        assertThat(copied.evidence()).isEqualTo(evidence);
        assertThat(copied.proof().way()).hasValue(Way.SERVER_SIDE);
        return copied;
    }
}
