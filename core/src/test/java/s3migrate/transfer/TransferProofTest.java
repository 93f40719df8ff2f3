package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.content;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.ledger.Evidence;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.MemoryRules;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// No copy counts that is not proved: what happens to bytes on their way, and in stores that keep
/// others than they were sent. 50 bytes are one PUT, 350 are four parts.
class TransferProofTest {

    private static final int SMALL = 50;

    private TwoSides sides = new TwoSides();

    @ParameterizedTest
    @ValueSource(ints = {SMALL, 350})
    void aByteFlippedOnItsWayIsNeverVisibleAndCopiedAgain(int size) throws Exception {
        sides.write(content(size, 1));
        sides.source.faults().place(reading(size), new Fault.Flipped(7));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);

        assertThat(sides.heard).anyMatch(line -> line.startsWith("restarted: expected Checksum"));
        assertThat(sides.destinationStore.versions(DESTINATION)).hasSize(1);
        assertThat(sides.copy()).hasValue(content(size, 1));
        assertThat(sides.openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, 350})
    void bytesFlippedEveryTimeAreAFailureAndTheFormerObjectStays(int size) throws Exception {
        sides.destinationStore.write(DESTINATION, content(size, 9));
        sides.write(content(size, 1));
        for (int call = 1; call <= 20; call++) {
            sides.source.faults().place(Verb.OPEN, call, new Fault.Flipped(7));
            sides.source.faults().place(Verb.OPEN_PINNED, call, new Fault.Flipped(7));
        }

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Mismatch.class);

        assertThat(sides.copy()).hasValue(content(size, 9));
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aPartFlippedOnItsWayToTheDestinationIsSentAgainAlone() throws Exception {
        sides.writeWithoutChecksum(content(350, 1));
        sides.destination.faults().place(Verb.UPLOAD_PART, 2, new Fault.Flipped(7));

        assertThat(evidence(sides.run())).isEqualTo(Evidence.OWN_CHECKSUM);

        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(4 + 1);
        assertThat(sides.copy()).hasValue(content(350, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, 350})
    void whatAStoreKeepsWronglyIsFoundAfterwardsAndCopiedAgainAtOnce(int size) throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withRefusesWrongBytes(false));
        sides.write(content(size, 1));
        sides.destination.faults().place(writing(size), new Fault.Flipped(7));

        assertThat(evidence(sides.run())).isEqualTo(Evidence.CHECKSUM);

        assertThat(sides.heard).anyMatch(line -> line.contains(": found CRC64NVME"));
        assertThat(sides.copy()).hasValue(content(size, 1));
    }

    @Test
    void nothingIsDeletedWhereAStoreKeepsEveryCopyWrongly() throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withRefusesWrongBytes(false));
        sides.delete(100);
        sides.write(content(SMALL, 1));
        for (int call = 1; call <= 20; call++) {
            sides.destination.faults().place(Verb.PUT, call, new Fault.Flipped(7));
        }

        assertThat(sides.run())
                .isInstanceOfSatisfying(
                        TransferOutcome.Mismatch.class,
                        mismatch ->
                                assertThat(mismatch.detail())
                                        .matches(
                                                DESTINATION
                                                        + ": found CRC64NVME .+, expected .+; nothing was deleted, as the bucket keeps no versions: what is there is not the source's"));
        assertThat(sides.destination.faults().calls(Verb.DELETE)).isZero();
        assertThat(sides.destination.faults().calls(Verb.DELETE_VERSION)).isZero();
        assertThat(sides.copy()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, 350})
    void ofAVersionedDestinationTheWrongVersionsAloneAreDeleted(int size) throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withRefusesWrongBytes(false));
        sides.destinationStore.withVersionedBucket("destination");
        sides.destinationStore.write(DESTINATION, content(size, 9));
        sides.write(content(size, 1));
        for (int call = 1; call <= 20; call++) {
            sides.destination.faults().place(writing(size), call, new Fault.Flipped(7));
        }

        assertThat(sides.run())
                .isInstanceOfSatisfying(
                        TransferOutcome.Mismatch.class,
                        mismatch ->
                                assertThat(mismatch.detail())
                                        .matches(
                                                DESTINATION
                                                        + ": found CRC64NVME .+, expected .+; its version v4 was deleted"));

        assertThat(sides.destinationStore.versions(DESTINATION)).hasSize(1);
        assertThat(sides.copy()).hasValue(content(size, 9));
    }

    @Test
    void aWrongVersionThatMayNotBeDeletedIsNamed() throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withRefusesWrongBytes(false));
        sides.destinationStore.withVersionedBucket("destination");
        sides.write(content(SMALL, 1));
        for (int call = 1; call <= 3; call++) {
            sides.destination.faults().place(Verb.PUT, call, new Fault.Flipped(7));
            sides.destination
                    .faults()
                    .place(
                            Verb.DELETE_VERSION,
                            call,
                            new Fault.Refuses(
                                    new StoreException.ObjectRefused("AccessDenied", "denied")));
        }

        assertThat(sides.run())
                .isInstanceOfSatisfying(
                        TransferOutcome.Mismatch.class,
                        mismatch ->
                                assertThat(mismatch.detail())
                                        .endsWith(
                                                "; its version v3 is still there, and not the source's: denied"));
    }

    @Test
    void ourChecksumOfAWholeSurvivesAKillAndAContinuation() throws Exception {
        sides.writeWithoutChecksum(content(1_000, 1));
        sides.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        4,
                        new Fault.RunBefore(() -> sides.time.pass(Duration.ofMinutes(10))));
        var late =
                sides.transfer(requiring(Evidence.SIZE, 1))
                        .run(job(), Deadline.in(Duration.ofMinutes(10), sides.time));
        assertThat(late).isInstanceOf(TransferOutcome.OutOfTime.class);
        sides.destination.faults().place(Verb.UPLOAD_PART, 3, new Fault.Refuses(killed()));
        assertThatThrownBy(sides::run).hasMessage("killed");

        assertThat(evidence(sides.run())).isEqualTo(Evidence.OWN_CHECKSUM);

        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isBetween(10, 12);
        assertThat(sides.copy()).hasValue(content(1_000, 1));
    }

    @Test
    void whereTheDestinationKeepsNoChecksumsEqualMd5sAreTheProof() throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withKeepsChecksums(false));
        sides.write(content(SMALL, 1));

        assertThat(evidence(sides.run())).isEqualTo(Evidence.ETAG);
    }

    @Test
    void whereNothingElseCanBeComparedTheSizeIsAllThatIsSaid() throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withKeepsChecksums(false));
        sides.write(content(350, 1));

        assertThat(evidence(sides.run())).isEqualTo(Evidence.SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, 350})
    void lessThanTheRouteRequiresIsAFailure(int size) throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withKeepsChecksums(false));
        sides.write(content(size, 1));

        var outcome = sides.transfer(requiring(Evidence.OWN_CHECKSUM)).run(job(), never());

        var found = size == SMALL ? Evidence.ETAG : Evidence.SIZE;
        assertThat(outcome)
                .isEqualTo(new TransferOutcome.TooLittleProof(found, Evidence.OWN_CHECKSUM));
    }

    @Test
    void ourChecksumIsAsMuchAsAChecksumThatIsRequired() throws Exception {
        sides.writeWithoutChecksum(content(350, 1));

        assertThat(evidence(sides.transfer(requiring(Evidence.OWN_CHECKSUM)).run(job(), never())))
                .isEqualTo(Evidence.OWN_CHECKSUM);
    }

    /// Whoever sent it died before he compared what the store computed over it.
    @Test
    void aPartFromBeforeThatWasSentWithoutItsChecksumIsNotTakenForProved() throws Exception {
        sides.writeWithoutChecksum(content(350, 1));
        var unchunked = StoreProfile.parse("conditional_writes checksums part_copies");
        sides.destination.faults().place(Verb.COMPLETE, new Fault.Refuses(killed()));
        assertThatThrownBy(() -> sides.transfer(on(unchunked)).run(job(), never()))
                .hasMessage("killed");

        assertThat(evidence(sides.transfer(on(unchunked)).run(job(), never())))
                .isEqualTo(Evidence.SIZE);
        sides.destinationStore.delete(DESTINATION);
        sides.time.pass(TwoSides.SETTINGS.lease());
        assertThat(evidence(sides.transfer(on(unchunked)).run(job(), never())))
                .isEqualTo(Evidence.OWN_CHECKSUM);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, 350})
    void aStoreThatNamesWhatItWroteOtherwiseIsAFailureThatSaysSo(int size) throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withKeepsChecksums(false));
        sides.writeWithoutChecksum(content(size, 1));
        for (int call = 1; call <= 100; call++) {
            byte[] others = content(size, 1_000 + call);
            sides.destination
                    .faults()
                    .place(
                            Verb.FIND,
                            call,
                            new Fault.RunBefore(
                                    () -> sides.destinationStore.write(DESTINATION, others)));
        }

        assertThat(sides.transfer(requiring(Evidence.SIZE)).run(job(), never()))
                .isInstanceOfSatisfying(
                        TransferOutcome.Mismatch.class,
                        end -> assertThat(end.detail()).contains("written with ETag"));
    }

    @Test
    void aKeyEncryptedSourcesETagProvesNothing() throws Exception {
        sides = new TwoSides(MemoryRules.SMALL_PARTS.withKeepsChecksums(false));
        var plain = sides.write(content(SMALL, 1));
        sides.sourceStore.plant(
                new StoredObject(
                        plain.location(),
                        plain.etag(),
                        plain.versionId(),
                        plain.size(),
                        plain.lastModified(),
                        plain.storageClass(),
                        plain.metadata(),
                        Optional.empty(),
                        true,
                        0),
                content(SMALL, 1),
                Map.of());

        assertThat(evidence(sides.run())).isEqualTo(Evidence.SIZE);
    }

    private static Verb reading(int size) {
        return size == SMALL ? Verb.OPEN : Verb.OPEN_PINNED;
    }

    private static Verb writing(int size) {
        return size == SMALL ? Verb.PUT : Verb.UPLOAD_PART;
    }

    private static Evidence evidence(TransferOutcome outcome) {
        assertThat(outcome).isInstanceOf(TransferOutcome.Copied.class);
        return ((TransferOutcome.Copied) outcome).evidence();
    }

    private static TransferSettings requiring(Evidence least) {
        return requiring(least, TwoSides.SETTINGS.partsAtOnce());
    }

    private static TransferSettings requiring(Evidence least, int partsAtOnce) {
        return settings(StoreProfile.AWS, least, partsAtOnce);
    }

    private static TransferSettings on(StoreProfile profile) {
        return settings(profile, Evidence.SIZE, TwoSides.SETTINGS.partsAtOnce());
    }

    private static TransferSettings settings(
            StoreProfile profile, Evidence least, int partsAtOnce) {
        var usual = TwoSides.SETTINGS;
        return new TransferSettings(
                usual.partBytes(),
                partsAtOnce,
                usual.attempts(),
                usual.smallBytes(),
                usual.lease(),
                usual.completeMargin(),
                usual.maxRestarts(),
                usual.storageClass(),
                profile,
                least);
    }

    private Deadline never() {
        return Deadline.never(sides.time);
    }

    private static StoreException killed() {
        return new StoreException.ObjectRefused("Test", "killed");
    }
}
