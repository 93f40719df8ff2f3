package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.OddKeys;
import s3migrate.job.Batch;
import s3migrate.job.Batching;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.JobQueue;
import s3migrate.job.JobQueueException;
import s3migrate.job.MemoryJobQueue;
import s3migrate.job.Message;
import s3migrate.object.ObjectLocation;

class QueueHandoverTest {

    private static final long SMALL = 1_000;

    private final MemoryJobQueue queue = new MemoryJobQueue();

    @Test
    void smallObjectsTravelTogetherAndLargerOnesAlone() throws Exception {
        try (var handover = handover()) {
            handover.give(job("a", SMALL));
            handover.give(job("b", SMALL + 1));
            handover.give(job("c", 0));
            assertThat(queue.sent()).isEmpty();
            handover.settle();
        }
        assertThat(messages())
                .containsExactlyInAnyOrder(
                        new Batch(List.of(found("a", SMALL), found("c", 0))),
                        new Message.SingleJob(found("b", SMALL + 1)));
    }

    @Test
    void fullMessagesLeaveBeforeTheEnd() throws Exception {
        try (var handover = handover()) {
            for (int i = 0; i < 2_001; i++) {
                handover.give(job("k" + i, 1));
            }
            handover.settle();
            assertThat(messages()).hasSize(3);
            for (int i = 0; i < 25; i++) {
                handover.give(job("l" + i, SMALL + 1));
            }
            handover.settle();
        }
        assertThat(messages()).hasSize(28);
    }

    @Test
    void everyJobIsSentOnce() {
        Cases.forAll(
                random -> {
                    var jobs = new ArrayList<Job>();
                    for (int i = random.nextInt(100); i > 0; i--) {
                        jobs.add(job(OddKeys.mixture(random, 8) + i, random.nextLong(2 * SMALL)));
                    }
                    return jobs;
                },
                jobs -> {
                    var sent = new MemoryJobQueue();
                    giveAll(sent, jobs);
                    assertThat(jobs(sent))
                            .containsExactlyInAnyOrderElementsOf(
                                    jobs.stream().map(job -> job.foundBy("run-1")).toList());
                });
    }

    @Test
    void nothingIsSettledAfterASendThatFailed() throws Exception {
        queue.failFromNowOn();
        try (var handover = handover()) {
            handover.give(job("a", 1));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(handover::settle)
                        .isInstanceOf(JobQueueException.class)
                        .hasMessage("memory queue: told to fail");
            }
        }
    }

    /// It ends the process, but not before the checkpoint is kept from moving.
    @Test
    void nothingIsSettledAfterAnErrorOfTheJvm() throws Exception {
        var broken = new OutOfMemoryError("for the test");
        JobQueue breaks =
                (JobQueue)
                        Proxy.newProxyInstance(
                                JobQueue.class.getClassLoader(),
                                new Class<?>[] {JobQueue.class},
                                (_, method, _) -> {
                                    if (method.getName().equals("send")) {
                                        throw broken;
                                    }
                                    return queue.maxBatchBytes();
                                });
        try (var handover = new QueueHandover(breaks, "run", Batching.through(SMALL), 1)) {
            handover.give(job("a", 1));
            assertThatThrownBy(handover::settle).isSameAs(broken);
        }
    }

    @Test
    void aSendThatFailedEndsTheGiving() {
        queue.failFromNowOn();
        try (var handover = handover()) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 1_000; i++) {
                                    handover.give(job("k" + i, SMALL + 1));
                                }
                            })
                    .isInstanceOf(JobQueueException.class);
        }
    }

    private QueueHandover handover() {
        return new QueueHandover(queue, "run-1", Batching.through(SMALL), 8);
    }

    private static void giveAll(MemoryJobQueue queue, List<Job> jobs) {
        try (var handover = new QueueHandover(queue, "run-1", Batching.through(SMALL), 8)) {
            for (var job : jobs) {
                handover.give(job);
            }
            handover.settle();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static List<Job> jobs(MemoryJobQueue queue) {
        return queue.sent().stream()
                .flatMap(sent ->
                        switch (sent.message()) {
                            case Batch batch -> batch.jobs().stream();
                            case Message.SingleJob(var job) -> List.of(job).stream();
                            case Message other -> throw new AssertionError(other);
                        })
                .toList();
    }

    private List<Message> messages() {
        return queue.sent().stream().map(MemoryJobQueue.Sent::message).toList();
    }

    private static Job job(String key, long size) {
        return new Job(
                "r",
                new ObjectLocation("src", key),
                Optional.empty(),
                new ObjectLocation("dst", "d/" + key),
                OptionalLong.of(size),
                Optional.empty(),
                JobHistory.startingAt(Instant.EPOCH));
    }

    private static Job found(String key, long size) {
        return job(key, size).foundBy("run-1");
    }
}
