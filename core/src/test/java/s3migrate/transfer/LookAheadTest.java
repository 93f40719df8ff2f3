package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.content;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import s3migrate.time.Deadline;

/// What one look into the ledger for a whole batch is good for, while another worker has begun the
/// upload of a large version that a small one replaced.
class LookAheadTest {

    private final TwoSides sides = new TwoSides();

    @Test
    void aNewObjectIsWrittenWithoutALookOfItsOwn() throws Exception {
        var ahead = look();
        beginUpload();
        assertThat(copySmall(ahead)).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(sides.openUploads()).isOne();
        // Its own worker ends it.
        assertThat(sides.run()).isInstanceOf(TransferOutcome.AlreadyPresent.class);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void anUploadThatWasSeenAheadIsEnded() throws Exception {
        beginUpload();
        assertThat(copySmall(look())).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void whatLiesOverSomethingTakesALookOfItsOwn() throws Exception {
        sides.write(content(50, 1));
        assertThat(sides.run()).isInstanceOf(TransferOutcome.Copied.class);
        var ahead = new LookAhead(Set.of(DESTINATION), Set.of());
        beginUpload();
        assertThat(copySmall(ahead)).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aRouteThatDeletesTakesALookForEachObject() throws Exception {
        sides.delete(1);
        var ahead = look();
        beginUpload();
        assertThat(copySmall(ahead)).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(sides.openUploads()).isZero();
    }

    private LookAhead look() {
        return LookAhead.at(sides.ledger, List.of(DESTINATION));
    }

    private void beginUpload() throws InterruptedException {
        sides.write(content(150, 2));
        var tooShort = Deadline.in(Duration.ofSeconds(119), sides.time);
        assertThat(sides.transfer().run(job(OptionalLong.of(150)), tooShort))
                .isInstanceOf(TransferOutcome.OutOfTime.class);
        assertThat(sides.openUploads()).isOne();
    }

    private TransferOutcome copySmall(LookAhead ahead) throws InterruptedException {
        sides.write(content(50, 3));
        return sides.transfer().run(job(), Deadline.never(sides.time), ahead);
    }
}
