package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import s3migrate.object.Part;

class TransferPlanTest {

    private static final long MIB = 1L << 20;

    @Test
    void partsCoverTheObjectWithoutGapOrOverlap() {
        var random = new Random(42);
        for (int i = 0; i < 200; i++) {
            long bytes = random.nextLong(1, TransferPlan.MAX_OBJECT_BYTES + 1);
            var plan = TransferPlan.of(bytes, 64 * MIB);
            long next = 0;
            for (var part : plan.parts()) {
                assertThat(part.range().first()).isEqualTo(next);
                next += part.range().length();
            }
            assertThat(next).isEqualTo(bytes);
            assertThat(plan.count()).isLessThanOrEqualTo(Part.MAX_PARTS);
            assertThat(plan.partBytes()).isLessThanOrEqualTo(TransferPlan.MAX_PART_BYTES);
        }
    }

    @Test
    void thePreferredSizeStandsUntilTenThousandPartsDoNotSuffice() {
        assertThat(TransferPlan.of(10_000 * 64 * MIB, 64 * MIB).partBytes()).isEqualTo(64 * MIB);
        assertThat(TransferPlan.of(10_000 * 64 * MIB + 1, 64 * MIB).partBytes())
                .isEqualTo(65 * MIB);
    }

    @Test
    void theLargestObjectTakesTenThousandPartsOfFiveGiB() {
        var plan = TransferPlan.of(TransferPlan.MAX_OBJECT_BYTES, 64 * MIB);
        assertThat(plan.count()).isEqualTo(10_000);
        assertThat(plan.partBytes()).isEqualTo(5L << 30);
    }

    @Test
    void aLargerObjectIsRefused() {
        assertThatThrownBy(() -> TransferPlan.of(TransferPlan.MAX_OBJECT_BYTES + 1, 64 * MIB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "53,687,091,200,001 bytes in parts of 5,369,757,696: accepted are objects from 1 byte and parts of 1"
                                + " to 5,368,709,120");
    }
}
