package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Gatherers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.UploadedPart;

/// `mvn -pl cli -am verify -Pexhaustive -Dit.test=PausesE2eIT`: how long no part arrives after a
/// worker was killed, and after one ran out of time, with the times of a deployment. Takes four
/// minutes and prints both.
@ExtendWith(SharedDeployment.class)
@Tag("exhaustive")
class PausesE2eIT {

    private static final Duration AFTER_A_KILL = Duration.ofMinutes(2);

    private static final Duration AFTER_A_DEADLINE = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// Just not huge. A part takes so little time that it is no part of a pause.
    private static final long BYTES = (4L << 30) - 1;

    private static final long BYTES_PER_SECOND = 48 << 20;

    private final Deployment aws;
    private final Lane large;

    PausesE2eIT(Deployment aws) {
        this.aws = aws;
        this.large = aws.lane("paused");
    }

    @Test
    void theNextWorkerIsThereInTime() throws Exception {
        var pausing = aws.deploy("pausing", Fleet.TIMEOUT, 2, Map.of());
        large.from().s3().put(large.source(), "large", GeneratedObject.inParts(9, BYTES, 64 << 20));
        large.to().s3().limitBandwidth(BYTES_PER_SECOND);

        aws.sqs.queues().send(pausing.large().url(), large.order("large", BYTES));
        // Right after its first sign of life, which makes the others wait longest.
        await(() -> !large.openParts().isEmpty() && aws.host.killOneRunning("pausing"));
        await(() -> workers() == 3);
        int before = large.openParts().size();
        await(() -> large.openParts().size() > before);
        large.to().s3().limitBandwidth(0);

        var pauses = pauses(large.openParts());
        var afterKill = pauses.get(0);
        var afterDeadline = pauses.get(1);
        System.out.printf(
                "no part for %.1f s after SIGKILL, for %.1f s after a deadline%n",
                afterKill.toMillis() / 1e3, afterDeadline.toMillis() / 1e3);
        assertThat(afterKill).isLessThanOrEqualTo(AFTER_A_KILL);
        assertThat(afterDeadline).isLessThanOrEqualTo(AFTER_A_DEADLINE);
    }

    private void await(Callable<Boolean> condition) throws Exception {
        Await.until(LIMIT, condition, aws::state);
    }

    /// That have begun to copy parts.
    private long workers() {
        return aws.log().stream()
                .filter(line -> line.contains("parts_planned") && line.contains("/large"))
                .count();
    }

    /// Between one part and the next, the longest first.
    private static List<Duration> pauses(List<UploadedPart> parts) {
        return parts.stream()
                .map(UploadedPart::lastModified)
                .gather(Gatherers.windowSliding(2))
                .map(two -> Duration.between(two.getFirst(), two.getLast()))
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
