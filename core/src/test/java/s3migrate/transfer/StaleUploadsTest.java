package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SETTINGS;
import static s3migrate.transfer.TwoSides.content;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.route.BucketPrefix;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

class StaleUploadsTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final TwoSides sides = new TwoSides();
    private final StaleUploads stale =
            new StaleUploads(sides.destination, sides.ledger, SETTINGS.bare(), sides.time);

    /// Of a worker that died with its Create on the way.
    @Test
    void anUploadOfACreateThatLandedLateIsEnded() throws Exception {
        sides.write(content(250, 1));
        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);
        var late = create(DESTINATION);
        sides.time.pass(DAY.plusSeconds(1));

        assertThat(sweep("copies/")).isEqualTo(1);
        assertThat(sides.destinationStore.parts(late)).isEmpty();
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void theUploadOfTheLedgerIsLeftHoweverOld() throws Exception {
        sides.write(content(250, 1));
        sides.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        new Fault.RunBefore(() -> sides.time.pass(Duration.ofMinutes(10))));
        var outcome = sides.transfer().run(job(), Deadline.in(Duration.ofMinutes(1), sides.time));
        assertThat(outcome).isInstanceOf(TransferOutcome.OutOfTime.class);
        sides.time.pass(DAY.multipliedBy(3));

        assertThat(sweep("")).isZero();
        assertThat(sides.openUploads()).isEqualTo(1);
    }

    /// A failure keeps its upload, for another try; who dismisses it wants none.
    @Test
    void theUploadOfADismissedFailureIsEnded() throws Exception {
        var dismissed = dismissedWithAnUpload();
        assertThat(dismissed.upload()).isPresent();
        sides.time.pass(DAY.plusSeconds(1));

        assertThat(sweep("")).isEqualTo(1);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void theUploadOfADismissedFailureThatIsWishedForAgainIsLeft() throws Exception {
        dismissedWithAnUpload();
        sides.time.pass(DAY.plusSeconds(1));
        outOfTime();
        assertThat(sides.openUploads()).isEqualTo(1);

        assertThat(sweep("")).isZero();
        assertThat(sides.openUploads()).isEqualTo(1);
    }

    private LedgerEntry dismissedWithAnUpload() throws InterruptedException {
        sides.write(content(250, 1));
        outOfTime();
        var seen = sides.entry();
        var dismissed = seen.failed("no way", sides.time.instant()).dismissed(sides.time.instant());
        assertThat(sides.ledger.replace(Optional.of(seen), dismissed)).isTrue();
        return dismissed;
    }

    private void outOfTime() throws InterruptedException {
        var deadline = Deadline.in(Duration.ofMinutes(1), sides.time);
        assertThat(sides.transfer().run(job(), deadline))
                .isInstanceOf(TransferOutcome.OutOfTime.class);
    }

    @Test
    void aYoungUploadIsLeft() throws Exception {
        sides.write(content(250, 1));
        sides.run();
        create(DESTINATION);
        sides.time.pass(DAY);

        assertThat(sweep("copies/")).isZero();
        assertThat(sides.openUploads()).isEqualTo(1);
    }

    /// Somebody's own tool under the same credentials, or a `sync`.
    @Test
    void anUploadAtAKeyThatTheLedgerDoesNotKnowIsLeft() {
        create(DESTINATION);
        sides.time.pass(DAY.plusSeconds(1));

        assertThat(sweep("copies/")).isZero();
        assertThat(sides.openUploads()).isEqualTo(1);
    }

    @Test
    void anUploadOfAnotherInitiatorIsLeft() throws Exception {
        sides.write(content(250, 1));
        sides.run();
        sides.destinationStore.beginUploadsAs("destination", "somebody else");
        create(DESTINATION);
        sides.destinationStore.beginUploadsAs("destination", "us");
        sides.time.pass(DAY.plusSeconds(1));

        assertThat(sweep("copies/")).isZero();
        assertThat(sides.openUploads()).isEqualTo(1);
    }

    @Test
    void manyThatAreNotOursHideNoneOfOurs() throws Exception {
        sides.write(content(250, 1));
        sides.run();
        for (int i = 0; i <= 1_000; i++) {
            create(new ObjectLocation("destination", "a/%04d".formatted(i)));
        }
        create(DESTINATION);
        sides.time.pass(DAY.plusSeconds(1));

        assertThat(sweep("")).isEqualTo(1);
        assertThat(sides.openUploads()).isEqualTo(1_001);
    }

    @Test
    void anUploadOutsideTheRangeIsLeft() throws Exception {
        sides.write(content(250, 1));
        sides.run();
        create(DESTINATION);
        sides.time.pass(DAY.plusSeconds(1));

        assertThat(sweep("other/")).isZero();
    }

    private int sweep(String prefix) {
        return stale.end(new BucketPrefix("destination", prefix));
    }

    private MultipartUpload create(ObjectLocation key) {
        var nothing = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
        return sides.destinationStore.create(key, nothing, ChecksumAlgorithm.CRC32C);
    }
}
