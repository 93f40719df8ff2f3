package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SOURCE;
import static s3migrate.transfer.TwoSides.content;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.UploadRecord;
import s3migrate.ledger.Way;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

class TransferTest {

    private final TwoSides sides = new TwoSides();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 199, 200, 201, 1_000})
    void copiesEveryByteAndProvesItByTheSourcesChecksum(int size) throws Exception {
        var object = sides.write(content(size, 1));

        var outcome = sides.run();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> {
                            assertThat(copied.source()).isEqualTo(object);
                            assertThat(copied.evidence()).isEqualTo(Evidence.CHECKSUM);
                            assertThat(copied.parts())
                                    .isEqualTo(Math.max(1, Math.ceilDiv(size, 100)));
                            assertThat(copied.resumed()).isZero();
                        });
        assertThat(sides.copy()).hasValue(content(size, 1));
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aNewSmallObjectCostsOneGetAndOnePut() throws Exception {
        sides.write(content(50, 1));

        sides.run();

        assertThat(sides.source.faults().calls(Verb.OPEN)).isEqualTo(1);
        assertThat(sides.source.faults().calls(Verb.FIND)).isZero();
        assertThat(sides.destination.faults().calls(Verb.PUT)).isEqualTo(1);
        assertThat(sides.destination.faults().calls(Verb.FIND)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void metadataHeadersAndTagsArrive(int size) throws Exception {
        var metadata =
                new ObjectMetadata(
                        Optional.of("text/plain; charset=utf-8"),
                        Optional.of("gzip"),
                        Optional.of("de"),
                        Optional.of("attachment; filename=\"ü.txt\""),
                        Optional.of("no-cache"),
                        Optional.of("not a date"),
                        Optional.of("/elsewhere"),
                        Map.of("owner", "=?UTF-8?Q?=C3=BC?="));
        var plain = sides.write(content(size, 1));
        sides.sourceStore.plant(
                with(plain, metadata, plain.checksum(), 1), content(size, 1), Map.of("a b", "c+d"));

        sides.run();

        var copy = sides.destinationStore.find(DESTINATION).orElseThrow();
        assertThat(copy.metadata()).isEqualTo(metadata);
        assertThat(sides.destinationStore.tags(copy.pinned())).isEqualTo(Map.of("a b", "c+d"));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void withoutASourceChecksumOurOwnProvesTheCopy(int size) throws Exception {
        var plain = sides.write(content(size, 1));
        sides.sourceStore.plant(
                with(plain, plain.metadata(), Optional.empty(), 0), content(size, 1), Map.of());

        assertThat(sides.run())
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> assertThat(copied.evidence()).isEqualTo(Evidence.OWN_CHECKSUM));
        assertThat(sides.copy()).hasValue(content(size, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void aCopyThatIsThereIsRecognisedAndNotWrittenAgain(int size) throws Exception {
        sides.write(content(size, 1));
        sides.run();
        int puts = sides.destination.faults().calls(Verb.COMPLETE);

        var outcome = sides.transfer().run(job(OptionalLong.of(size)), Deadline.never(sides.time));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransferOutcome.AlreadyPresent.class,
                        there -> assertThat(there.evidence()).isEqualTo(Evidence.CHECKSUM));
        assertThat(sides.destination.faults().calls(Verb.COMPLETE)).isEqualTo(puts);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void anOlderCopyIsOverwritten(int size) throws Exception {
        sides.destinationStore.write(DESTINATION, content(size, 7));
        sides.write(content(size, 1));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(sides.copy()).hasValue(content(size, 1));
    }

    @Test
    void aDeletedSourceIsGone() throws Exception {
        assertThat(sides.run()).isEqualTo(new TransferOutcome.SourceGone());
    }

    @Test
    void outOfTimeKeepsThePartsAndGivesTheEntryBack() throws Exception {
        sides.write(content(1_000, 1));
        sides.source.faults().place(Verb.OPEN_PINNED, 4, passing(Duration.ofMinutes(10)));

        var outcome = sides.transfer().run(job(), Deadline.in(Duration.ofMinutes(10), sides.time));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransferOutcome.OutOfTime.class,
                        late -> {
                            assertThat(late.partsLeft()).isBetween(5, 7);
                            assertThat(late.progressed()).isTrue();
                            assertThat(late.generation()).isEqualTo(sides.entry().generation());
                        });
        assertThat(sides.entry().lease()).isEmpty();
        assertThat(sides.entry().state()).isEqualTo(LedgerEntry.State.COPYING);
        assertThat(sides.openUploads()).isEqualTo(1);
    }

    @Test
    void theNextWorkerSendsOnlyTheMissingParts() throws Exception {
        sides.write(content(1_000, 1));
        sides.source.faults().place(Verb.OPEN_PINNED, 4, passing(Duration.ofMinutes(10)));
        sides.transfer().run(job(), Deadline.in(Duration.ofMinutes(10), sides.time));
        int sent = sides.destination.faults().calls(Verb.UPLOAD_PART);

        var outcome = sides.run();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> assertThat(copied.resumed()).isEqualTo(sent));
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(10);
        assertThat(sides.copy()).hasValue(content(1_000, 1));
    }

    @Test
    void aResumeKeepsThePartSizeItWasBegunWith() throws Exception {
        sides.write(content(1_000, 1));
        sides.source.faults().place(Verb.OPEN_PINNED, 4, passing(Duration.ofMinutes(10)));
        sides.transfer().run(job(), Deadline.in(Duration.ofMinutes(10), sides.time));
        var larger =
                new TransferSettings(
                        170,
                        2,
                        3,
                        100,
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2),
                        3,
                        Optional.empty(),
                        StoreProfile.AWS,
                        Evidence.SIZE);

        assertThat(sides.transfer(larger).run(job(), Deadline.never(sides.time)))
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> assertThat(copied.parts()).isEqualTo(10));
        assertThat(sides.copy()).hasValue(content(1_000, 1));
    }

    /// S3 takes an object's class, key, ACL, lock and tags when its upload begins, and never after.
    @Test
    void anUploadThatWasBegunWithOtherOptionsIsBegunAnew() throws Exception {
        sides.write(content(1_000, 1));
        sides.source.faults().place(Verb.OPEN_PINNED, 4, passing(Duration.ofMinutes(10)));
        sides.transfer().run(job(), Deadline.in(Duration.ofMinutes(10), sides.time));

        assertThat(sides.transfer(inClass("GLACIER")).run(job(), Deadline.never(sides.time)))
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> assertThat(copied.resumed()).isZero());

        assertThat(sides.destinationStore.find(DESTINATION).orElseThrow().storageClass())
                .isEqualTo("GLACIER");
        assertThat(sides.copy()).hasValue(content(1_000, 1));
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void anUploadWhoseOptionsNobodyWroteDownIsGoneOnWith() throws Exception {
        sides.write(content(1_000, 1));
        sides.source.faults().place(Verb.OPEN_PINNED, 4, passing(Duration.ofMinutes(10)));
        sides.transfer().run(job(), Deadline.in(Duration.ofMinutes(10), sides.time));
        var entry = sides.entry();
        var open = entry.upload().orElseThrow();
        var bare = new UploadRecord(open.id(), open.partBytes(), open.algorithm());
        sides.ledger.replace(Optional.of(entry), entry.uploading(bare, sides.time.instant()));

        assertThat(sides.transfer(inClass("GLACIER")).run(job(), Deadline.never(sides.time)))
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> assertThat(copied.resumed()).isPositive());
    }

    private static TransferSettings inClass(String storageClass) {
        return new TransferSettings(
                100,
                2,
                3,
                100,
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                3,
                Optional.of(storageClass),
                StoreProfile.AWS,
                Evidence.SIZE);
    }

    @Test
    void noCompleteIsBegunWithoutTimeForIt() throws Exception {
        sides.write(content(350, 1));

        var outcome = sides.transfer().run(job(), Deadline.in(Duration.ofSeconds(119), sides.time));

        assertThat(outcome).isEqualTo(new TransferOutcome.OutOfTime(3, 0, true));
        assertThat(sides.copy()).isEmpty();
    }

    @Test
    void restartsOfAnInvocationThatRanOutOfTimeAreToldToTheNext() throws Exception {
        sides.write(content(350, 1));
        sides.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        3,
                        new Fault.RunBefore(() -> {
                            sides.write(content(350, 2));
                            sides.time.pass(Duration.ofMinutes(14));
                        }));

        var outcome = sides.transfer().run(job(), Deadline.in(Duration.ofMinutes(15), sides.time));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TransferOutcome.OutOfTime.class,
                        late -> assertThat(late.restarts()).isEqualTo(1));
    }

    @Test
    void metadataTheStoreCannotShowIsNotLostInSilence() throws Exception {
        var bytes = content(50, 1);
        var object = sides.write(bytes);
        var none = ObjectMetadata.NONE;
        var hidden =
                new ObjectMetadata(
                        none.contentType(),
                        none.contentEncoding(),
                        none.contentLanguage(),
                        none.contentDisposition(),
                        none.cacheControl(),
                        none.expires(),
                        none.websiteRedirect(),
                        Map.of(),
                        2);
        sides.sourceStore.plant(with(object, hidden, object.checksum(), 0), bytes, Map.of());

        assertThat(sides.run()).isEqualTo(new TransferOutcome.MetadataHidden(2));
        assertThat(sides.copy()).isEmpty();
    }

    @Test
    void aLivingLeaseIsRespected() throws Exception {
        sides.write(content(1_000, 1));
        sides.destination
                .faults()
                .place(
                        Verb.COMPLETE,
                        new Fault.RunBefore(() ->
                                assertThat(uninterrupted())
                                        .isInstanceOf(TransferOutcome.Busy.class)));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);
    }

    @Test
    void whenTheLeaseHasEndedAnotherWorkerFinishesTheSameUpload() throws Exception {
        sides.write(content(1_000, 1));
        sides.destination.faults().place(Verb.COMPLETE, new Fault.Refuses(dead()));
        assertThatThrownBy(sides::run).isInstanceOf(StoreException.ObjectRefused.class);

        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(10);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void finishedCopiesAreWrittenDown() throws Exception {
        sides.write(content(350, 1));
        var transfer = sides.transfer();
        var copied = (TransferOutcome.Copied) transfer.run(job(), Deadline.never(sides.time));

        transfer.record(job(), copied);

        assertThat(sides.entry())
                .satisfies(entry -> {
                    assertThat(entry.state()).isEqualTo(LedgerEntry.State.DONE);
                    assertThat(entry.evidence()).hasValue(Evidence.CHECKSUM);
                    assertThat(entry.written()).hasValue(copied.written());
                    assertThat(entry.upload()).isEmpty();
                    assertThat(entry.lease()).isEmpty();
                });
    }

    @Test
    void theProofOfACopyInPartsIsInTheLedgerBeforeItsMessageCanBeConsumed() throws Exception {
        sides.write(content(350, 1));

        var copied = (TransferOutcome.Copied) sides.run();

        assertThat(sides.entry().state()).isEqualTo(LedgerEntry.State.COPYING);
        assertThat(sides.entry().proof()).hasValue(copied.proof());
        assertThat(copied.held()).hasValue(sides.entry());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void theProofOfACopyThatAKillKeptFromTheLedgerGetsThereByItsRepeat(int size) throws Exception {
        sides.write(content(size, 1));
        sides.run();
        var transfer = sides.transfer();
        var again =
                (TransferOutcome.AlreadyPresent) transfer.run(job(), Deadline.never(sides.time));

        transfer.record(job(), again);

        assertThat(sides.entry().state()).isEqualTo(LedgerEntry.State.DONE);
        assertThat(sides.entry().proof()).hasValue(again.proof());
    }

    @Test
    void whatIsWrittenDownStaysAsItIsWhenAMessageComesTwice() throws Exception {
        sides.write(content(50, 1));
        var transfer = sides.transfer();
        transfer.record(job(), (TransferOutcome.Copied) sides.run());
        var first = sides.entry();
        sides.time.pass(Duration.ofSeconds(1));

        transfer.record(job(), (TransferOutcome.AlreadyPresent) sides.run());

        assertThat(sides.entry()).isEqualTo(first);
        assertThat(first.proof().orElseThrow().way()).hasValue(Way.STREAMING);
    }

    @Test
    void theClaimOfAnotherWorkerOutlivesWhatAFormerOneWritesDown() throws Exception {
        sides.write(content(50, 1));
        var copied = (TransferOutcome.Copied) sides.run();
        var large = sides.write(content(350, 2)).pinned();
        var lease = new Lease("another", sides.time.instant().plusSeconds(60));
        var intent = LedgerEntry.intent(DESTINATION, large, lease, sides.time.instant());
        sides.ledger.replace(Optional.empty(), intent);

        sides.transfer().record(job(), copied);

        assertThat(sides.entry()).isEqualTo(intent);
    }

    @Test
    void failuresAreWrittenDownWithTheirReasonAndStayUntilCopied() throws Exception {
        sides.write(content(50, 1));
        sides.transfer().recordFailure(job(), "get s3://source/a//key ü: AccessDenied");
        assertThat(sides.entry().state()).isEqualTo(LedgerEntry.State.FAILED);
        assertThat(sides.entry().failure().orElseThrow().reason())
                .isEqualTo("get s3://source/a//key ü: AccessDenied");

        var transfer = sides.transfer();
        transfer.record(
                job(), (TransferOutcome.Copied) transfer.run(job(), Deadline.never(sides.time)));

        assertThat(sides.entry().state()).isEqualTo(LedgerEntry.State.DONE);
        assertThat(sides.entry().failure()).isEmpty();
    }

    @Test
    void whatCannotBeComparedIsRecognisedByTheLedger() throws Exception {
        var plain = sides.write(content(350, 1));
        sides.sourceStore.plant(
                with(plain, plain.metadata(), Optional.empty(), 0), content(350, 1), Map.of());
        var transfer = sides.transfer();
        transfer.record(
                job(), (TransferOutcome.Copied) transfer.run(job(), Deadline.never(sides.time)));

        assertThat(sides.run()).isInstanceOf(TransferOutcome.AlreadyPresent.class);
    }

    private TransferOutcome uninterrupted() {
        try {
            return sides.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Fault passing(Duration duration) {
        return new Fault.RunBefore(() -> sides.time.pass(duration));
    }

    private static StoreException dead() {
        return new StoreException.ObjectRefused("Test", "the worker died here");
    }

    private static StoredObject with(
            StoredObject object,
            ObjectMetadata metadata,
            Optional<s3migrate.object.Checksum> checksum,
            int tags) {
        return new StoredObject(
                SOURCE,
                object.etag(),
                object.versionId(),
                object.size(),
                object.lastModified(),
                object.storageClass(),
                metadata,
                checksum,
                checksum.isEmpty(),
                tags);
    }
}
