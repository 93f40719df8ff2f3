package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.sandbox.s3.store.GeneratedObject;

/// `mvn -pl cli -am verify -Pexhaustive -Dit.test=SlicedE2eIT`: several workers copy one huge
/// object, and one of them is killed.
@ExtendWith(SharedDeployment.class)
@Tag("exhaustive")
class SlicedE2eIT {

    private static final int PARTS = 48;
    private static final long BYTES = PARTS * Fleet.PART_BYTES;
    private static final int WORKERS = 3;

    /// So that all workers are at work before the last part is there.
    private static final long BYTES_PER_SECOND = 48 << 20;

    private final Deployment aws;
    private final Lane huge;

    SlicedE2eIT(Deployment aws) {
        this.aws = aws;
        this.huge = aws.lane("sliced");
    }

    @Test
    void oneOfSeveralWorkersIsKilledAndTheObjectIsWholeAndCompletedOnce() throws Exception {
        var settings = new HashMap<>(Fleet.SECONDS_FOR_MINUTES);
        settings.put("HugeMiB", "64");
        var slices = aws.deploy("slices", Fleet.TIMEOUT, WORKERS, settings);
        huge.from().s3().put(huge.source(), "huge", GeneratedObject.inParts(7, BYTES, 64 << 20));
        huge.to().s3().limitBandwidth(BYTES_PER_SECOND);

        aws.sqs.queues().send(slices.large().url(), huge.order("huge", BYTES));
        Await.until(
                () ->
                        aws.host.coldStarts("slices") >= WORKERS
                                && huge.openParts().size() > PARTS / 4
                                && aws.host.killOneRunning("slices"),
                aws::state);
        Await.until(() -> huge.copy("huge").isPresent(), aws::state);
        huge.to().s3().limitBandwidth(0);

        var original = huge.original("huge").orElseThrow();
        var copy = huge.copy("huge").orElseThrow();
        assertThat(copy.size()).isEqualTo(BYTES);
        assertThat(copy.checksum()).isEqualTo(original.checksum());
        assertThat(huge.to().s3().openUploads(huge.destination())).isEmpty();
        aws.awaitLog("transfer_ended", "/huge", "\"outcome\":\"sliced\"");
        aws.awaitLog("transfer_ended", "/huge", "\"outcome\":\"copied\"", "CHECKSUM");

        var asked = huge.to().s3().log().counts(huge.destination(), "huge");
        assertThat(asked)
                .containsEntry("CreateMultipartUpload", 1L)
                .containsEntry("CompleteMultipartUpload", 1L);
        assertThat(asked.getOrDefault("UploadPart", 0L) - PARTS)
                .isBetween(0L, (long) Fleet.PARTS_AT_ONCE);
        assertThat(aws.deadLetters(slices)).isEqualTo("[][]");
    }
}
