package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SOURCE;
import static s3migrate.transfer.TwoSides.content;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import s3migrate.job.Slice;
import s3migrate.ledger.Evidence;
import s3migrate.object.StoredObject;
import s3migrate.route.Fidelity;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.StoreProfile;
import s3migrate.store.MultipartUpload;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// An object of ten parts in five slices, whatever happens to those who copy them.
class SliceCopyTest {

    private static final int SIZE = 950;
    private static final byte[] BEFORE = content(SIZE, 1);
    private static final byte[] AFTER = content(SIZE, 2);
    private static final TransferSettings SLICED =
            new TransferSettings(
                    100,
                    2,
                    3,
                    100,
                    SIZE,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    3,
                    Optional.empty(),
                    StoreProfile.AWS,
                    Evidence.SIZE,
                    false,
                    Fidelity.FULL,
                    Overwrite.NEWER);

    private final TwoSides sides = new TwoSides();

    @BeforeEach
    void writeSource() {
        sides.write(BEFORE);
    }

    @Test
    void slicesCoverEveryPartOnceAndTheirLastHandsTheObjectBack() throws Exception {
        var slices = cut();

        assertThat(slices)
                .extracting(Slice::firstPart, Slice::lastPart)
                .containsExactly(
                        IntStream.of(1, 3, 5, 7, 9)
                                .mapToObj(first -> tuple(first, first + 1))
                                .toArray(Tuple[]::new));
        for (var slice : slices.subList(0, 4)) {
            assertThat(copy(slice)).isEqualTo(new SliceOutcome.Copied());
        }
        assertThat(copy(slices.get(4))).isEqualTo(handsBack("all parts are there"));
        assertCopied(run(), Evidence.CHECKSUM, BEFORE);
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(10);
        assertThat(sides.openUploads()).isZero();
    }

    /// Each worker sees some of the bytes alone.
    @Test
    void withoutASourceChecksumOurOwnOverAllSlicesProvesTheCopy() throws Exception {
        plantWithoutChecksum(BEFORE);
        for (var slice : cut()) {
            copy(slice);
        }

        assertCopied(run(), Evidence.OWN_CHECKSUM, BEFORE);
    }

    /// Bytes that change on their way into one slice never become an object.
    @Test
    void aSliceThatIsSentWronglyIsFoundByTheChecksumOfTheWhole() throws Exception {
        var slices = cut();
        sides.source.faults().place(Verb.OPEN_PINNED, 1, new Fault.Flipped(7));
        slices.forEach(this::copyQuietly);

        assertThat(run()).isInstanceOf(TransferOutcome.Sliced.class);
        assertThat(sides.copy()).isEmpty();
        assertThat(sides.heard).anyMatch(line -> line.startsWith("restarted: "));
    }

    @Test
    void smallerObjectsAreNotCut() throws Exception {
        sides.write(content(SIZE - 1, 1));

        assertThat(run()).isInstanceOf(TransferOutcome.Copied.class);
    }

    /// Both list the parts after their own last one is there: each sees all.
    @Test
    void ofTwoLastSlicesAtOnceOneHandsTheObjectBack() throws Exception {
        var slices = cut();
        slices.subList(0, 3).forEach(this::copyQuietly);
        sides.destination
                .faults()
                .place(
                        Verb.PARTS,
                        2,
                        new Fault.RunBefore(() ->
                                assertThat(copyQuietly(slices.get(4)))
                                        .isEqualTo(handsBack("all parts are there"))));

        assertThat(copy(slices.get(3))).isInstanceOf(SliceOutcome.Obsolete.class);
        assertCopied(run(), Evidence.CHECKSUM, BEFORE);
    }

    /// Killed after it said so, before its message was replaced by the job.
    @Test
    void aSliceThatWasToHandTheObjectBackDoesSoWhenItsMessageComesAgain() throws Exception {
        var slices = cut();
        slices.forEach(this::copyQuietly);

        assertThat(copy(slices.get(3))).isInstanceOf(SliceOutcome.Obsolete.class);
        assertThat(copy(slices.get(4))).isInstanceOf(SliceOutcome.HandsBack.class);
        assertCopied(run(), Evidence.CHECKSUM, BEFORE);
        assertThat(copy(slices.get(4))).isInstanceOf(SliceOutcome.Obsolete.class);
    }

    @Test
    void aSourceThatChangesIsHandedBackByOneSliceAndTheWholeBeginsAnew() throws Exception {
        var slices = cut();
        copy(slices.get(0));
        sides.write(AFTER);

        assertThat(copy(slices.get(1))).isInstanceOf(SliceOutcome.HandsBack.class);
        assertThat(copy(slices.get(2))).isInstanceOf(SliceOutcome.Obsolete.class);
        var again = cut();
        assertThat(again.getFirst().upload().id()).isNotEqualTo(slices.getFirst().upload().id());
        assertThat(copy(slices.get(1))).isInstanceOf(SliceOutcome.Obsolete.class);
        assertThat(copy(slices.get(3))).isInstanceOf(SliceOutcome.Obsolete.class);
        again.forEach(this::copyQuietly);
        assertCopied(run(), Evidence.CHECKSUM, AFTER);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aSmallObjectThatComesInMidSlicesEndsTheUpload() throws Exception {
        var slices = cut();
        copy(slices.get(0));
        sides.write(content(50, 3));

        assertCopied(run(), Evidence.CHECKSUM, content(50, 3));
        assertThat(sides.openUploads()).isZero();
        assertThat(copy(slices.get(1))).isInstanceOf(SliceOutcome.Obsolete.class);
        assertThat(sides.copy()).hasValue(content(50, 3));
    }

    /// By a lifecycle rule, for instance: no message of ours knows.
    @Test
    void anUploadThatIsGoneIsHandedBackByOneSliceAndBegunAnew() throws Exception {
        var slices = cut();
        copy(slices.get(0));
        var upload = slices.getFirst().upload();
        sides.destinationStore.abort(
                new MultipartUpload(DESTINATION, upload.id(), upload.algorithm()));

        assertThat(copy(slices.get(1))).isEqualTo(handsBack("its upload is gone"));
        assertThat(copy(slices.get(2))).isInstanceOf(SliceOutcome.Obsolete.class);
        cut().forEach(this::copyQuietly);
        assertCopied(run(), Evidence.CHECKSUM, BEFORE);
    }

    /// One that keeps objects locked, for instance: the source's checksum does not do there.
    @Test
    void whereOnlyPartsWithChecksumsAreTakenTheWholeBeginsAnewWithOurs() throws Exception {
        var slices = cut();
        var wanted = new StoreException.ObjectRefused(UploadedPart.CHECKSUM_NEEDED, "needed");
        sides.destination.faults().place(Verb.UPLOAD_PART, new Fault.Refuses(wanted));

        assertThat(sides.transfer(oneAtOnce()).copy(slices.get(0), Deadline.never(sides.time)))
                .isEqualTo(handsBack("needed"));
        assertThat(copy(slices.get(1))).isInstanceOf(SliceOutcome.Obsolete.class);
        sides.destination.faults().place(Verb.UPLOAD_PART, new Fault.Refuses(wanted));
        cut().forEach(this::copyQuietly);
        assertCopied(run(), Evidence.OWN_CHECKSUM, BEFORE);
        assertThat(sides.openUploads()).isZero();
    }

    /// The other was killed before it sent the job: this message is the only one that is left.
    @Test
    void aSliceWhoseSecondMessageEndedTheWorkHandsTheObjectBackItself() throws Exception {
        var slice = cut().getFirst();
        var wanted = new StoreException.ObjectRefused(UploadedPart.CHECKSUM_NEEDED, "needed");
        sides.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        new Fault.RunBefore(() -> {
                            sides.destination
                                    .faults()
                                    .place(Verb.UPLOAD_PART, new Fault.Refuses(wanted));
                            var working = sides.beating();
                            assertThat(copyQuietly(slice, oneAtOnce()))
                                    .isEqualTo(handsBack("needed"));
                            working.run();
                        }));

        assertThat(copyQuietly(slice, oneAtOnce())).isEqualTo(handsBack("its work was ended"));
    }

    @Test
    void aSliceOutOfTimeGoesOnWithThePartsThatAreMissing() throws Exception {
        var slice = cut().getFirst();
        sides.source.faults().place(Verb.OPEN_PINNED, 1, passing(Duration.ofMinutes(20)));
        var deadline = Deadline.in(Duration.ofMinutes(15), sides.time);

        var late = sides.transfer(oneAtOnce()).copy(slice, deadline);

        assertThat(late).isEqualTo(new SliceOutcome.OutOfTime(1, true));
        assertThat(copy(slice)).isEqualTo(new SliceOutcome.Copied());
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(2);
    }

    @Test
    void aSliceTwiceCostsNoPartTwice() throws Exception {
        var slice = cut().getFirst();

        assertThat(copy(slice)).isEqualTo(new SliceOutcome.Copied());
        assertThat(copy(slice)).isEqualTo(new SliceOutcome.Copied());
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(2);
    }

    @Test
    void whileASliceIsAtWorkAJobOfTheSameVersionWaits() throws Exception {
        var slices = cut();
        sides.time.pass(Duration.ofSeconds(119));
        assertThat(run()).isInstanceOf(TransferOutcome.Busy.class);
        copy(slices.get(0));
        sides.time.pass(Duration.ofSeconds(119));

        assertThat(run())
                .isInstanceOfSatisfying(
                        TransferOutcome.Busy.class,
                        busy ->
                                assertThat(busy.until())
                                        .isEqualTo(sides.time.instant().plusSeconds(1)));
    }

    /// Their messages may have ended as dead letters, or wait in a long queue.
    @Test
    void withoutASignOfLifeOfAnySliceAJobCutsWhatIsMissing() throws Exception {
        var slices = cut();
        copy(slices.get(1));
        sides.time.pass(Duration.ofMinutes(2));

        var again = cut();

        assertThat(again.getFirst().upload()).isEqualTo(slices.getFirst().upload());
        assertThat(again).hasSize(4);
        again.forEach(this::copyQuietly);
        assertThat(copy(slices.get(0))).isInstanceOf(SliceOutcome.Obsolete.class);
        assertCopied(run(), Evidence.CHECKSUM, BEFORE);
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(10);
    }

    /// The worker that has the whole object in its hands lists what is missing after it took it.
    @Test
    void aSliceLeavesTheObjectToAJobThatHasIt() throws Exception {
        var slices = cut();
        sides.time.pass(Duration.ofMinutes(2));
        sides.destination
                .faults()
                .place(
                        Verb.PARTS,
                        1,
                        new Fault.RunBefore(() ->
                                assertThat(copyQuietly(slices.get(0)))
                                        .isInstanceOf(SliceOutcome.Obsolete.class)));

        assertThat(cut()).hasSize(5);
    }

    @Test
    void aSourceThatKeepsChangingIsAFailureHoweverManyInvocationsItTakes() throws Exception {
        for (int version = 2; version <= 4; version++) {
            cut();
            sides.write(content(SIZE, version));
        }
        cut();
        sides.write(content(SIZE, 5));

        assertThat(run()).isEqualTo(new TransferOutcome.KeepsChanging(4));
        sides.transfer(SLICED).recordFailure(job(), "it keeps changing");
        assertThat(sides.entry().restarts()).isZero();
    }

    @Test
    void whatIsGivenUpKeepsNoUploadOpen() throws Exception {
        var slices = cut();
        copy(slices.get(0));
        var transfer = sides.transfer(SLICED);

        transfer.abandon(DESTINATION);
        assertThat(sides.openUploads()).as("slices are at work").isEqualTo(1);
        transfer.recordFailure(job(), "denied");
        transfer.abandon(DESTINATION);

        assertThat(sides.openUploads()).isZero();
        assertThat(sides.entry().failure()).isPresent();
        assertThat(copy(slices.get(1))).isInstanceOf(SliceOutcome.Obsolete.class);
        assertThat(run()).isInstanceOf(TransferOutcome.Sliced.class);
    }

    private List<Slice> cut() throws InterruptedException {
        var outcome = run();
        assertThat(outcome).isInstanceOf(TransferOutcome.Sliced.class);
        return ((TransferOutcome.Sliced) outcome).slices();
    }

    private TransferOutcome run() throws InterruptedException {
        return sides.transfer(SLICED).run(job(), Deadline.never(sides.time));
    }

    private SliceOutcome copy(Slice slice) throws InterruptedException {
        return sides.transfer(SLICED).copy(slice, Deadline.never(sides.time));
    }

    private SliceOutcome copyQuietly(Slice slice) {
        return copyQuietly(slice, SLICED);
    }

    private SliceOutcome copyQuietly(Slice slice, TransferSettings settings) {
        try {
            return sides.transfer(settings).copy(slice, Deadline.never(sides.time));
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static SliceOutcome handsBack(String reason) {
        return new SliceOutcome.HandsBack(reason);
    }

    private void assertCopied(TransferOutcome outcome, Evidence evidence, byte[] bytes) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> assertThat(copied.evidence()).isEqualTo(evidence));
        assertThat(sides.copy()).hasValue(bytes);
    }

    private Fault passing(Duration time) {
        return new Fault.RunBefore(() -> sides.time.pass(time));
    }

    private static TransferSettings oneAtOnce() {
        return new TransferSettings(
                100,
                1,
                3,
                100,
                SIZE,
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                3,
                Optional.empty(),
                StoreProfile.AWS,
                Evidence.SIZE,
                false,
                Fidelity.FULL,
                Overwrite.NEWER);
    }

    private void plantWithoutChecksum(byte[] bytes) {
        var plain = sides.sourceStore.find(SOURCE).orElseThrow();
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
                        plain.keyEncrypted(),
                        0),
                bytes,
                Map.of());
    }
}
