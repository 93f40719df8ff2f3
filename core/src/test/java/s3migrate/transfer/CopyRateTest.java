package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.object.Part;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;

class CopyRateTest {

    private static final long MIB = 1L << 20;

    private final ManualTime time = new ManualTime();
    private final Deadline quarterOfAnHour = Deadline.in(Duration.ofMinutes(15), time);
    private final CopyRate rate = new CopyRate();

    @Test
    void asLongAsNothingWasMeasuredPartsAreAsPreferred() {
        assertThat(rate.partBytes(64 * MIB, 20, quarterOfAnHour)).isEqualTo(64 * MIB);
        assertThat(rate.atOnce(64 * MIB, quarterOfAnHour, 20)).isEqualTo(20);
    }

    /// 20 at once, each at 64 KiB/s: 225 seconds are 14,400 KiB of one part.
    @Test
    void aPartFitsAQuarterOfTheTimeLeft() {
        rate.took(16 * MIB, Duration.ofSeconds(256), 20);

        assertThat(rate.partBytes(64 * MIB, 20, quarterOfAnHour)).isEqualTo(14_400 << 10);
        assertThat(rate.atOnce(14_400 << 10, quarterOfAnHour, 20)).isEqualTo(20);
    }

    @Test
    void noPartIsSmallerThanS3Takes() {
        rate.took(MIB, Duration.ofHours(1), 1);

        assertThat(rate.partBytes(64 * MIB, 20, quarterOfAnHour)).isEqualTo(5 * MIB);
        assertThat(rate.atOnce(5 * MIB, quarterOfAnHour, 20)).isEqualTo(1);
    }

    /// Where 10,000 parts do not suffice otherwise, parts are large and fewer at once instead.
    @Test
    void largePartsAreFewAtOnce() {
        rate.took(75 * MIB, Duration.ofSeconds(1), 1);

        assertThat(rate.atOnce(5L << 30, quarterOfAnHour, 20)).isEqualTo(3);
        assertThat(rate.atOnce(5L << 30, Deadline.never(time), 20)).isEqualTo(20);
    }

    @Test
    void whateverWasMeasuredThePlanHolds() {
        Cases.forAll(
                random -> {
                    var measured = new CopyRate();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        measured.took(
                                random.nextLong(1, 5L << 30),
                                Duration.ofMillis(random.nextLong(0, 1_000_000)),
                                random.nextInt(1, 65));
                    }
                    var deadline =
                            Deadline.in(Duration.ofMillis(random.nextLong(0, 900_000)), time);
                    long bytes = random.nextLong(1, TransferPlan.MAX_OBJECT_BYTES + 1);
                    long preferred = random.nextLong(5, 5_121) * MIB;
                    return TransferPlan.of(bytes, measured.partBytes(preferred, 20, deadline));
                },
                plan -> {
                    assertThat(plan.count()).isBetween(1, Part.MAX_PARTS);
                    assertThat(plan.partBytes()).isBetween(5 * MIB, TransferPlan.MAX_PART_BYTES);
                });
    }
}
