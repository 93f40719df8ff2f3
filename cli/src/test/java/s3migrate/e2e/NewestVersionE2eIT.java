package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.sandbox.s3.fault.Fault;

/// `mvn -pl cli -am verify -Dit.test=NewestVersionE2eIT`: whatever is doubled, late or overwritten,
/// the destination ends as one whole version of the source, its newest.
@ExtendWith(SharedDeployment.class)
class NewestVersionE2eIT {

    private static final int SMALL = 1_000_000;
    private static final int LARGE = 3 * (int) Fleet.PART_BYTES;

    private final Deployment aws;

    NewestVersionE2eIT(Deployment aws) {
        this.aws = aws;
    }

    @AfterEach
    void noFaults() {
        aws.own.s3().faults().clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void anObjectOverwrittenWhileItIsCopiedArrivesAsItsNewestVersionWhole(int size)
            throws Exception {
        for (String bucket : new String[] {"racing", "versioned"}) {
            var lane = aws.lane(bucket);
            String key = "overwritten-" + size;
            var overwritten = new AtomicBoolean();
            var overwrite =
                    new Fault.During(
                            size / 8,
                            () -> {
                                if (overwritten.compareAndSet(false, true)) {
                                    write(lane, key, Lane.bytes(size, 2));
                                }
                            });
            lane.from()
                    .s3()
                    .faults()
                    .plan(call ->
                            call.operation().equals("GetObject") && call.key().equals(key)
                                    ? Optional.of(overwrite)
                                    : Optional.empty());

            lane.write(key, Lane.bytes(size, 1));
            Await.until(overwritten::get, () -> "not read");
            lane.awaitCopy(key);
            aws.awaitIdle();

            lane.assertFaithful(key);
            assertThat(lane.to().s3().openUploads(lane.destination())).isEmpty();
        }
    }

    @Test
    void manyWritesInARowEndAsTheLast() throws Exception {
        for (String bucket : new String[] {"racing", "versioned"}) {
            var lane = aws.lane(bucket);
            for (int i = 0; i <= 50; i++) {
                lane.write("row", Lane.bytes(1_000 + i, i));
            }
            lane.awaitCopy("row");
            aws.awaitIdle();

            lane.assertFaithful("row");
        }
    }

    @Test
    void theSameEventManyTimesIsOneCopy() throws Exception {
        var lane = aws.lane("versioned");
        String event =
                """
                {"Records": [{"eventName": "ObjectCreated:Put",
                  "s3": {"bucket": {"name": "versioned"}, "object": {"key": "doubled", "size": 1000}}}]}\
                """;

        lane.write("doubled", Lane.bytes(1_000, 1));
        for (int i = 0; i < 20; i++) {
            aws.sqs.queues().send(aws.put.events().url(), event);
        }
        lane.awaitCopy("doubled");
        aws.awaitIdle();

        lane.assertFaithful("doubled");
        assertThat(lane.to().s3().versions(lane.destination(), "doubled")).hasSize(1);
    }

    @Test
    void anObjectThatIsDeletedAndComesBackIsCopiedAndADeletionDeletesNothing() throws Exception {
        for (String bucket : new String[] {"racing", "versioned"}) {
            var lane = aws.lane(bucket);
            lane.write("back", Lane.bytes(1_000, 1));
            lane.awaitCopy("back");
            lane.from().s3().delete(lane.source(), "back");
            aws.awaitGone(lane, "back");
            assertThat(lane.copy("back")).isPresent();

            lane.write("back", Lane.bytes(2_000, 2));

            lane.awaitCopy("back");
        }
    }

    private static void write(Lane lane, String key, byte[] bytes) {
        try {
            lane.write(key, bytes);
        } catch (IOException broke) {
            throw new UncheckedIOException(broke);
        }
    }
}
