package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SETTINGS;
import static s3migrate.transfer.TwoSides.SOURCE;
import static s3migrate.transfer.TwoSides.content;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.route.StoreProfile;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;
import s3migrate.transfer.TransferOutcome.AlreadyPresent;
import s3migrate.transfer.TransferOutcome.Copied;
import s3migrate.transfer.TransferOutcome.Kept;

/// What the route's `overwrite` makes of an object that is at the destination.
class OverwriteTest {

    private final TwoSides sides = new TwoSides();

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 350})
    void neverLeavesAnotherObjectAlone(int size) throws Exception {
        sides.write(content(size, 1));
        sides.destinationStore.write(DESTINATION, content(70, 2));

        assertThat(run(Overwrite.NEVER, size)).isInstanceOf(Kept.class);

        assertThat(sides.copy()).hasValue(content(70, 2));
        assertThat(sides.destination.faults().calls(Verb.CREATE)).isZero();
    }

    @Test
    void neverLeavesOtherHeadersAlone() throws Exception {
        sides.write(content(50, 1));
        sides.destinationStore.write(DESTINATION, content(50, 1));
        var before = sides.destinationStore.find(DESTINATION).orElseThrow();

        var outcome = run(Overwrite.NEVER, 50);

        assertThat(sides.destinationStore.find(DESTINATION)).hasValue(before);
        assertThat(outcome).isInstanceOfAny(Kept.class, AlreadyPresent.class);
        assertThat(sides.destination.faults().calls(Verb.REWRITE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 350})
    void neverCopiesWhatIsNotThere(int size) throws Exception {
        sides.write(content(size, 1));

        assertThat(run(Overwrite.NEVER, size)).isInstanceOf(Copied.class);
        assertThat(run(Overwrite.NEVER, size)).isInstanceOf(AlreadyPresent.class);

        assertThat(sides.copy()).hasValue(content(size, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"PUT", "COMPLETE"})
    void neverLeavesAloneWhatComesWhileItsCopyIsOnTheWay(Verb lastStep) throws Exception {
        int size = lastStep == Verb.PUT ? 50 : 350;
        sides.write(content(size, 1));
        sides.destination.faults().place(lastStep, new Fault.RunBefore(this::another));

        assertThat(run(Overwrite.NEVER, size)).isInstanceOf(Kept.class);

        assertThat(sides.copy()).hasValue(content(70, 2));
        assertThat(sides.destinationStore.openUploads("destination")).isEmpty();
    }

    @Test
    void neverLooksBeforeItCompletesWhereTheStoreTakesNoConditions() throws Exception {
        sides.write(content(350, 1));
        sides.destination.faults().place(Verb.UPLOAD_PART, new Fault.RunBefore(this::another));
        var unconditional =
                settings(Overwrite.NEVER, StoreProfile.parse("checksums tags part_copies"));

        var outcome = sides.transfer(unconditional).run(sized(350), Deadline.never(sides.time));

        assertThat(outcome).isInstanceOf(Kept.class);
        assertThat(sides.copy()).hasValue(content(70, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 350})
    void alwaysWritesAnEqualObject(int size) throws Exception {
        sides.write(content(size, 1));
        var transfer = sides.transfer();
        var first = (Copied) transfer.run(sized(size), Deadline.never(sides.time));
        transfer.record(sized(size), first);
        sides.time.pass(Duration.ofHours(1));

        assertThat(run(Overwrite.ALWAYS, size)).isInstanceOf(Copied.class);

        var writes = sides.destination.faults();
        assertThat(writes.calls(Verb.PUT) + writes.calls(Verb.COMPLETE)).isEqualTo(2);
    }

    /// Or else the jobs that the slices of a huge object send when they are done would begin it
    /// anew.
    @Test
    void alwaysWritesOnceForAMessageThatComesTwice() throws Exception {
        sides.write(content(350, 1));
        var message = sized(350);
        var transfer = sides.transfer(settings(Overwrite.ALWAYS, StoreProfile.AWS));
        var first = (Copied) transfer.run(message, Deadline.never(sides.time));
        transfer.record(message, first);

        assertThat(transfer.run(message, Deadline.never(sides.time)))
                .isInstanceOf(AlreadyPresent.class);

        assertThat(sides.destination.faults().calls(Verb.COMPLETE)).isOne();
    }

    @Test
    void alwaysKnowsItsOwnWriteWhoseReplyWasLost() throws Exception {
        sides.write(content(350, 1));
        sides.destinationStore.write(DESTINATION, content(350, 1));
        sides.destination.faults().place(Verb.COMPLETE, new Fault.LostReply());

        assertThat(run(Overwrite.ALWAYS, 350)).isInstanceOf(Copied.class);

        assertThat(sides.destination.faults().calls(Verb.COMPLETE)).isOne();
    }

    /// Their ETag and headers are those of the object that is there.
    @Test
    void alwaysAloneBringsTagsThatChangedWithNothingElse() throws Exception {
        sides.write(content(50, 1));
        assertThat(run(Overwrite.NEWER, 50)).isInstanceOf(Copied.class);
        var found = sides.sourceStore.find(SOURCE).orElseThrow();
        var tagged = new NewObject(found.metadata(), Optional.empty(), Map.of("a", "b"));
        var body = MemoryBody.of(content(50, 1));
        sides.sourceStore.put(SOURCE, tagged, body, found.checksum(), new Expectation.Any());

        assertThat(run(Overwrite.NEWER, 50)).isInstanceOf(AlreadyPresent.class);
        assertThat(tagsThere()).isEmpty();
        assertThat(run(Overwrite.ALWAYS, 50)).isInstanceOf(Copied.class);
        assertThat(tagsThere()).isEqualTo(Map.of("a", "b"));
    }

    private Map<String, String> tagsThere() {
        var there = sides.destinationStore.find(DESTINATION).orElseThrow();
        return sides.destinationStore.tags(there.pinned());
    }

    private void another() {
        sides.destinationStore.write(DESTINATION, content(70, 2));
    }

    private TransferOutcome run(Overwrite overwrite, int size) throws InterruptedException {
        return sides.transfer(settings(overwrite, StoreProfile.AWS))
                .run(sized(size), Deadline.never(sides.time));
    }

    private Job sized(int size) {
        return job(OptionalLong.of(size)).with(JobHistory.startingAt(sides.time.instant()));
    }

    private static TransferSettings settings(Overwrite overwrite, StoreProfile store) {
        return new TransferSettings(
                SETTINGS.partBytes(),
                SETTINGS.partsAtOnce(),
                SETTINGS.attempts(),
                SETTINGS.smallBytes(),
                SETTINGS.hugeBytes(),
                SETTINGS.lease(),
                SETTINGS.completeMargin(),
                SETTINGS.maxRestarts(),
                SETTINGS.storageClass(),
                store,
                SETTINGS.least(),
                SETTINGS.etagParity(),
                SETTINGS.fidelity(),
                overwrite);
    }
}
