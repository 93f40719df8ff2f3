package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.job.Message;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;

/// Many jobs of a route that is refused are one notice and no dead letter, and are copied without
/// anybody's help when the cause is gone. Against S3, SQS and DynamoDB of the sandbox.
class CircuitSandboxIT {

    private static final int MANY = 200;
    private static final Duration MOST = Duration.ofMinutes(5);

    @TempDir Path directory;

    @Test
    void theDestinationsKeyIsRevoked() throws Exception {
        try (var fleet = new SandboxFleet(directory)) {
            Runnable revoke =
                    () ->
                            fleet.s3
                                    .faults()
                                    .plan(
                                            Calls.any()
                                                    .by(SandboxFleet.DESTINATION_KEY)
                                                    .always(
                                                            new Fault.Refuse(
                                                                    403,
                                                                    "InvalidAccessKeyId",
                                                                    "The AWS Access Key Id you provided does not exist in our records.")));
            check(
                    fleet,
                    singly(fleet),
                    revoke,
                    fleet.s3.faults()::clear,
                    "\"cause\":\"InvalidAccessKeyId\"");
        }
    }

    @Test
    void writingIsDeniedWhichS3SaysObjectByObject() throws Exception {
        try (var fleet = new SandboxFleet(directory)) {
            check(
                    fleet,
                    singly(fleet),
                    () -> fleet.s3.deny("s3:PutObject", "backup/*"),
                    fleet.s3::allowAll,
                    "\"missing\":\"s3:PutObject on arn:aws:s3:::backup/");
        }
    }

    private static void check(
            SandboxFleet fleet,
            List<Message.SingleJob> jobs,
            Runnable revoke,
            Runnable restore,
            String named)
            throws InterruptedException {
        fleet.send(jobs.subList(0, 1));
        fleet.workUntil(() -> fleet.queued() == 0, MOST);
        int before = fleet.s3.keys("backup").size();
        assertThat(before).isPositive();

        revoke.run();
        fleet.send(jobs.subList(1, jobs.size()));
        fleet.workUntil(() -> fleet.received() == jobs.size(), MOST);
        assertThat(fleet.queued()).isEqualTo(jobs.size() - 1);
        assertThat(fleet.deadLetters()).isZero();
        assertThat(fleet.s3.keys("backup")).hasSize(before);
        assertThat(fleet.said())
                .singleElement()
                .asString()
                .contains("route_paused", "destination: parameter p", named);

        restore.run();
        fleet.workUntil(() -> fleet.queued() == 0, MOST);
        assertThat(fleet.s3.keys("backup")).isEqualTo(fleet.s3.keys("photos"));
        assertThat(fleet.deadLetters()).isZero();
        assertThat(fleet.said()).hasSize(2).last().asString().contains("route_resumed");
    }

    private static List<Message.SingleJob> singly(SandboxFleet fleet) {
        fleet.s3.fill("photos", "", MANY, 1);
        return fleet.s3.keys("photos").stream()
                .map(fleet::job)
                .map(Message.SingleJob::new)
                .toList();
    }
}
