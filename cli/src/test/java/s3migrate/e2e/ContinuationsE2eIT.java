package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.sandbox.s3.store.GeneratedObject;

/// `mvn -pl cli -am verify -Pexhaustive -Dit.test=ContinuationsE2eIT`: an object that takes more
/// invocations than Lambda lets a function call itself, unless that is allowed as it is deployed.
@ExtendWith(SharedDeployment.class)
@Tag("exhaustive")
class ContinuationsE2eIT {

    private static final long PART_BYTES = 5 << 20;
    private static final int PARTS = 22;

    /// An invocation has a second and a half, in which one part fits and not two.
    private static final long BYTES_PER_SECOND = 7 << 20;

    private static final Duration TIMEOUT = Duration.ofMillis(2_500);

    private final Deployment aws;
    private final Lane large;

    ContinuationsE2eIT(Deployment aws) {
        this.aws = aws;
        this.large = aws.lane("continued");
    }

    @Test
    void twentyContinuationsAndMoreCopyOneObject() throws Exception {
        var settings = new HashMap<>(Fleet.SECONDS_FOR_MINUTES);
        settings.put("MarginSeconds", "1");
        settings.put("PartMiB", "5");
        settings.put("MaxThread", "1");
        var continued = aws.deploy("continued", TIMEOUT, 1, settings);
        long bytes = PARTS * PART_BYTES;
        large.from().s3().put(large.source(), "large", GeneratedObject.inParts(8, bytes, 16 << 20));
        large.to().s3().limitBandwidth(BYTES_PER_SECOND);

        aws.sqs.queues().send(continued.large().url(), large.order("large", bytes));
        Await.until(() -> large.copy("large").isPresent(), aws::state);
        large.to().s3().limitBandwidth(0);

        assertThat(large.copy("large").orElseThrow().checksum())
                .isEqualTo(large.original("large").orElseThrow().checksum());
        assertThat(continuations()).isGreaterThanOrEqualTo(20);
        assertThat(large.to().s3().openUploads(large.destination())).isEmpty();
        assertThat(aws.deadLetters(continued)).isEqualTo("[][]");
    }

    private long continuations() {
        return aws.log().stream()
                .filter(line -> line.contains("out_of_time") && line.contains("/large"))
                .count();
    }
}
