package s3migrate.cli.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import s3migrate.job.JobQueueException;
import s3migrate.job.MemoryJobQueue;
import s3migrate.job.ReceivedMessage;
import s3migrate.job.sqs.SqsReceiver.Received;
import s3migrate.log.EventLog;
import s3migrate.route.QueueAddress;
import s3migrate.time.Backoff;
import s3migrate.time.ManualTime;

/// What becomes of messages, whatever happens to worker and queue. A poller runs until the drain
/// has begun, which its queue does when it has answered enough.
class QueuePollerTest {

    private static final QueueAddress QUEUE =
            new QueueAddress("http://127.0.0.1/events", "http://127.0.0.1/events-dead");

    private final ManualTime time = new ManualTime();
    private final Drain drain = new Drain(time);
    private final MemoryJobQueue queues = new MemoryJobQueue();
    private final List<Integer> halts = new ArrayList<>();
    private final List<Duration> sleeps = new ArrayList<>();
    private final List<Runnable> postponed = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private int asked;

    @Test
    void aMessageIsConsumedIfAndOnlyIfItIsSettled() {
        poller(
                        (_, _) -> ++asked == 1 ? messages("done", "again") : last(messages()),
                        (one, _) -> one.message().id().equals("done"),
                        Runnable::run)
                .run();

        assertThat(queues.deleted()).extracting(ReceivedMessage::id).containsExactly("done");
        assertThat(queues.visibilities()).isEmpty();
    }

    @Test
    void anErrorOfTheVirtualMachineEndsTheProcessAndConsumesNothing() {
        poller(
                        (_, _) -> ++asked == 1 ? messages("a") : last(messages()),
                        (_, _) -> {
                            throw new NoClassDefFoundError("as a test wants it");
                        },
                        Runnable::run)
                .run();

        assertThat(halts).containsExactly(1);
        assertThat(queues.deleted()).isEmpty();
    }

    @Test
    void aMessageThatComesWhileTheWorkerEndsIsGivenBackAtOnce() {
        poller(
                        (_, _) -> last(messages("late")),
                        (one, _) -> {
                            throw new AssertionError("begun " + one);
                        },
                        Runnable::run)
                .run();

        assertThat(queues.visibilities())
                .singleElement()
                .satisfies(given -> {
                    assertThat(given.message().id()).isEqualTo("late");
                    assertThat(given.fromNow()).isZero();
                });
        assertThat(queues.deleted()).isEmpty();
    }

    @Test
    void whatIsInHandIsWaitedForNoLongerThanAsked() throws Exception {
        var poller = poller((_, _) -> last(messages("slow")), (_, _) -> true, postponed::add);
        poller.run();

        assertThat(poller.awaitIdle(Duration.ofMillis(1))).isFalse();
        assertThat(poller.inFlight()).isEqualTo(1);

        postponed.forEach(Runnable::run);
        assertThat(poller.awaitIdle(Duration.ZERO)).isTrue();
        assertThat(poller.inFlight()).isZero();
    }

    @Test
    void aQueueThatDoesNotAnswerIsAskedAfterLongerAndLongerWaitsAndSaidOnce() {
        var poller =
                poller(
                        (_, _) -> {
                            if (++asked <= 6) {
                                throw new JobQueueException("NoAnswer", "no answer");
                            }
                            return last(messages());
                        },
                        (_, _) -> true,
                        Runnable::run);
        assertThat(poller.trouble()).contains("not asked yet");

        poller.run();

        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        var random = new Random(1);
        var expected = new ArrayList<Duration>();
        for (int failures = 1; failures <= 6; failures++) {
            expected.add(backoff.after(failures, random));
        }
        assertThat(sleeps).isEqualTo(expected);
        assertThat(log.toString(UTF_8).lines())
                .satisfiesExactly(
                        failed -> assertThat(failed).contains("polling_failed", "no answer"),
                        again -> assertThat(again).contains("\"polling\""));
        assertThat(poller.trouble()).isEmpty();
    }

    private List<Received> last(List<Received> received) {
        drain.begin(Duration.ofSeconds(10));
        return received;
    }

    private List<Received> messages(String... ids) {
        return List.of(ids).stream()
                .map(id -> new ReceivedMessage(QUEUE, id, "receipt of " + id, "{}"))
                .map(message -> new Received(message, 1, time.instant()))
                .toList();
    }

    private QueuePoller poller(
            QueuePoller.Inbox inbox, QueuePoller.Settler settler, Executor threads) {
        return new QueuePoller(
                "events",
                QUEUE,
                2,
                new QueuePoller.Shared(
                        inbox,
                        settler,
                        queues,
                        drain,
                        threads,
                        sleeps::add,
                        new Random(1),
                        new EventLog(new PrintStream(log, true, UTF_8)),
                        halts::add));
    }
}
