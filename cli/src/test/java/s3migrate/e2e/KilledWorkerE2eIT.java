package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.sandbox.s3.store.UploadedPart;

/// `mvn -pl cli -am verify -Dit.test=KilledWorkerE2eIT`: a worker killed hard costs the parts it
/// had in flight, and nothing else. `-Dseed=` repeats a failure.
@ExtendWith(SharedDeployment.class)
class KilledWorkerE2eIT {

    private static final int BYTES = 256 << 20;
    private static final int PARTS = (int) (BYTES / Fleet.PART_BYTES);
    private static final int KILLS = 5;

    /// So that the copy lasts long enough to be killed in.
    private static final long BYTES_PER_SECOND = 64 << 20;

    private final Deployment aws;
    private final Lane large;

    KilledWorkerE2eIT(Deployment aws) {
        this.aws = aws;
        this.large = aws.lane("large");
    }

    @Test
    void fiveKillsAtRandomMomentsOfALargeCopyCostThePartsInFlight() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong(1L << 32));
        var moments = new Random(seed).longs(KILLS, 0, BYTES - Fleet.PART_BYTES).sorted().toArray();
        var asked = large.to().s3().log();
        long before = asked.count("UploadPart");
        large.to().s3().limitBandwidth(BYTES_PER_SECOND);

        large.write("large.bin", Lane.bytes(BYTES, seed));
        for (int i = 0; i < KILLS; i++) {
            long begun = i + 1L;
            long moment = moments[i];
            Await.until(
                    () -> copiesBegun() >= begun && uploaded() >= moment && kill(), this::state);
        }
        large.awaitCopy("large.bin");
        large.to().s3().limitBandwidth(0);

        long again = asked.count("UploadPart") - before - PARTS;
        System.out.printf(
                "-Dseed=%d: %d parts, %d at once, killed after %s MiB: %d parts sent again%n",
                seed,
                PARTS,
                Fleet.PARTS_AT_ONCE,
                LongStream.of(moments).map(bytes -> bytes >> 20).boxed().toList(),
                again);
        large.assertFaithful("large.bin");
        assertThat(large.to().s3().openUploads(large.destination())).isEmpty();
        assertThat(again).isBetween(0L, (long) KILLS * Fleet.PARTS_AT_ONCE);
        aws.awaitLog("transfer_ended", "large.bin", "\"outcome\":\"copied\"");
        aws.awaitIdle();
        assertThat(aws.ledger(large, "large.bin", "state")).contains("DONE");
        assertThat(aws.ledger(large, "large.bin", "evidence")).contains("CHECKSUM");
        assertThat(aws.deadLetters(aws.put)).doesNotContain("large.bin");
    }

    /// A worker that has not begun to copy leaves its message to the queue's visibility.
    private long copiesBegun() {
        return aws.log().stream()
                .filter(line -> line.contains("parts_planned") && line.contains("large.bin"))
                .count();
    }

    private boolean kill() {
        return aws.host.killRunning(aws.put.name()) > 0;
    }

    /// Of a copy that is there, or still on its way.
    private long uploaded() {
        return large.to().s3().openUploads(large.destination()).stream()
                .flatMap(upload -> upload.partsAfter(0, PARTS).stream())
                .mapToLong(UploadedPart::size)
                .sum();
    }

    private String state() {
        return "%,d of %,d bytes; log %s".formatted(uploaded(), BYTES, aws.log());
    }
}
