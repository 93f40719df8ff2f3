package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.object.Part;

class TransferPlanTest {

    private static final long MIB = 1L << 20;

    /// Sizes of every order of magnitude up to the bound, at every part size a setting can have.
    @Test
    void partsCoverTheObjectWithoutGapOrOverlap() {
        Cases.forAll(
                TransferPlanTest::anyPlan,
                plan -> {
                    assertThat(plan.count()).isBetween(1, Part.MAX_PARTS);
                    assertThat(plan.partBytes()).isLessThanOrEqualTo(TransferPlan.MAX_PART_BYTES);
                    long next = 0;
                    for (int number = 1; number <= plan.count(); number++) {
                        var part = plan.part(number);
                        assertThat(part.number()).isEqualTo(number);
                        assertThat(part.range().first()).isEqualTo(next);
                        next += part.range().length();
                    }
                    assertThat(next).isEqualTo(plan.objectBytes());
                });
    }

    @Test
    void allPartsButTheLastAreEqualAndTheLastIsNotLarger() {
        Cases.forAll(
                TransferPlanTest::anyPlan,
                plan -> {
                    for (int number = 1; number < plan.count(); number++) {
                        assertThat(plan.part(number).range().length()).isEqualTo(plan.partBytes());
                    }
                    assertThat(plan.part(plan.count()).range().length())
                            .isBetween(1L, plan.partBytes());
                });
    }

    @Test
    void partsGrowNoFurtherThanTenThousandNeed() {
        Cases.forAll(
                random -> random.nextLong(10_000 * 64 * MIB + 1, TransferPlan.MAX_OBJECT_BYTES + 1),
                bytes -> {
                    long partBytes = TransferPlan.of(bytes, 64 * MIB).partBytes();
                    assertThat(Math.ceilDiv(bytes, partBytes - MIB)).isGreaterThan(Part.MAX_PARTS);
                });
    }

    @Test
    void anObjectWithoutBytesHasNoParts() {
        assertThatThrownBy(() -> TransferPlan.of(0, 64 * MIB))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TransferPlan anyPlan(RandomGenerator random) {
        int bits = random.nextInt(1, 46);
        long bytes = Math.min(random.nextLong(1, (1L << bits) + 1), TransferPlan.MAX_OBJECT_BYTES);
        return TransferPlan.of(bytes, random.nextLong(5, 5_121) * MIB);
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
