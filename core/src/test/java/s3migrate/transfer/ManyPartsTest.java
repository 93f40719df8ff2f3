package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.transfer.TwoSides.content;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Evidence;
import s3migrate.object.Part;
import s3migrate.route.StoreProfile;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// Objects of as many parts as S3 takes, and of more than one invocation can copy.
class ManyPartsTest {

    private static final Duration INVOCATION = Duration.ofMinutes(15);

    private final TwoSides sides = new TwoSides();

    @Test
    void anObjectOfTenThousandPartsIsCopied() throws Exception {
        int size = 10 * Part.MAX_PARTS - 3;
        sides.write(content(size, 1));

        assertThat(sides.transfer(inPartsOfTen(20)).run(job(), Deadline.never(sides.time)))
                .isInstanceOfSatisfying(
                        TransferOutcome.Copied.class,
                        copied -> {
                            assertThat(copied.parts()).isEqualTo(Part.MAX_PARTS);
                            assertThat(copied.evidence()).isEqualTo(Evidence.CHECKSUM);
                        });
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(Part.MAX_PARTS);
        assertThat(sides.copy()).hasValue(content(size, 1));
    }

    @Test
    void anObjectThatNeedsTwentyContinuationsIsCopiedAndNoPartIsSentTwice() throws Exception {
        int parts = 200;
        sides.write(content(10 * parts, 1));
        // A part takes 80 seconds.
        for (int call = 1; call <= parts; call++) {
            sides.source
                    .faults()
                    .place(
                            Verb.OPEN_PINNED,
                            call,
                            new Fault.RunBefore(() -> sides.time.pass(Duration.ofSeconds(80))));
        }
        int continuations = 0;
        TransferOutcome outcome;
        do {
            outcome =
                    sides.transfer(inPartsOfTen(1)).run(job(), Deadline.in(INVOCATION, sides.time));
            if (outcome instanceof TransferOutcome.OutOfTime late) {
                assertThat(late.progressed()).isTrue();
                continuations++;
            }
        } while (outcome instanceof TransferOutcome.OutOfTime);

        assertThat(outcome).isInstanceOf(TransferOutcome.Copied.class);
        assertThat(continuations).isGreaterThanOrEqualTo(20);
        assertThat(sides.destination.faults().calls(Verb.UPLOAD_PART)).isEqualTo(parts);
        assertThat(sides.copy()).hasValue(content(10 * parts, 1));
        assertThat(sides.openUploads()).isZero();
    }

    private static TransferSettings inPartsOfTen(int partsAtOnce) {
        return new TransferSettings(
                10,
                partsAtOnce,
                3,
                9,
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                3,
                Optional.empty(),
                StoreProfile.AWS,
                Evidence.SIZE);
    }
}
