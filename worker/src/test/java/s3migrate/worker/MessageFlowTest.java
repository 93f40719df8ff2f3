package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batch;
import s3migrate.job.DeadLetter;
import s3migrate.job.JobHistory;
import s3migrate.job.MemoryJobQueue.Dead;
import s3migrate.job.MemoryJobQueue.Sent;
import s3migrate.job.MemoryJobQueue.Visibility;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.ledger.LedgerEntry;
import s3migrate.route.SettingsException;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// How a message is worked on, whatever its kind.
class MessageFlowTest {

    private final Bench bench = new Bench();

    @Test
    void aJobOutOfTimeGoesOnByAContinuationThatResumesIt() throws Exception {
        bench.write("large", 1_000);
        bench.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        4,
                        new Fault.RunBefore(() -> bench.time.pass(Duration.ofMinutes(10))));
        var body = Messages.encode(new Message.SingleJob(bench.job("large", 1_000)));
        var tenMinutes = Deadline.in(Duration.ofMinutes(10), bench.time);

        assertThat(bench.flow().settle(bench.incoming(body), tenMinutes)).isTrue();
        assertThat(bench.destinationStore.bytes(Bench.copy("large"))).isEmpty();
        var continuation = (Message.Continuation) bench.queue.sent().getFirst().message();
        assertThat(bench.settle(Messages.encode(continuation))).isTrue();

        assertThat(continuation.job().history()).isEqualTo(new JobHistory(Bench.START, 0, 0, 0));
        assertThat(bench.destinationStore.bytes(Bench.copy("large"))).hasValue(Bench.bytes(1_000));
        assertThat(bench.log().getLast())
                .contains("\"outcome\":\"copied\"")
                .doesNotContain("\"resumed_parts\":0");
    }

    @Test
    void eachObjectOfABatchHasItsOwnEnd() throws Exception {
        var good = bench.job("good", 10);
        var denied = bench.job("denied", 20);
        var slow = bench.job("slow", 30);
        var gone = bench.job("gone", 40);
        bench.write("good", 10);
        bench.write("denied", 20);
        bench.write("slow", 30);
        bench.routePassedBefore();
        bench.refused.put(denied, new StoreException.ObjectRefused("AccessDenied", "get: denied"));
        bench.refused.put(slow, new StoreException.Transient("SlowDown", "get: slow"));

        var batch = new Batch(List.of(good, denied, slow, gone));
        assertThat(bench.settle(Messages.encode(batch))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("good"))).hasValue(Bench.bytes(10));
        assertThat(bench.queue.dead())
                .containsExactly(
                        new Dead(
                                bench.incoming(Messages.encode(new Message.SingleJob(denied)))
                                        .message(),
                                new DeadLetter("AccessDenied", "get: denied", Bench.START)));
        assertThat(state("denied")).isEqualTo(LedgerEntry.State.FAILED);
        var again = slow.with(new JobHistory(Bench.START, 1, 0, 0));
        assertThat(bench.queue.sent())
                .containsExactly(new Sent(new Batch(List.of(again)), Duration.ofSeconds(5)));
    }

    @Test
    void aFaultOfOurOwnInOneObjectDoesNotHoldUpTheOthers() throws Exception {
        bench.write("good", 10);
        var poison = bench.job("poison", 20);
        bench.refused.put(poison, new IllegalStateException("nobody thought of this"));
        var batch = new Batch(List.of(poison, bench.job("good", 10)));

        assertThat(bench.settle(Messages.encode(batch))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("good"))).hasValue(Bench.bytes(10));
        assertThat(bench.queue.sent()).hasSize(1);
        assertThat(bench.log().getFirst())
                .startsWith(
                        "{\"level\":\"ERROR\",\"event\":\"fault\",\"destination\":\"s3://backup/copies/poison\","
                                + "\"reason\":\"java.lang.IllegalStateException: nobody thought of this\","
                                + "\"source\":\"s3://photos/poison\",\"trace\":\"java.lang.Ill");
    }

    @Test
    void aRefusedRouteIsTriedOnceMoreWithNewCredentials() throws Exception {
        bench.write("a", 10);
        bench.source.faults().place(Verb.OPEN, new Fault.Refuses(unknownKey()));
        bench.renewed = () -> true;

        assertThat(bench.settle(Bench.created(Map.of("a", 10)))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("a"))).hasValue(Bench.bytes(10));
    }

    @Test
    void aRefusedRouteWhoseNewCredentialsCannotBeReadKeepsItsObjectAndLeavesTheOthersAlone()
            throws Exception {
        var refused = bench.job("refused", 10);
        bench.refused.put(refused, unknownKey());
        bench.renewed =
                () -> {
                    throw new SettingsException("parameter p", List.of("not JSON"));
                };
        bench.write("good", 20);
        var batch = new Batch(List.of(refused, bench.job("good", 20)));

        assertThat(bench.settle(Messages.encode(batch))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("good"))).hasValue(Bench.bytes(20));
        assertThat(bench.queue.sent())
                .extracting(Sent::delay)
                .containsExactly(Duration.ofSeconds(5));
        assertThat(bench.log().getFirst()).contains("\"reason\":\"parameter p: not JSON\"");
    }

    /// Or it would be kept until its queue forgets it.
    @Test
    void aJobThatSaysItIsFromTheFutureIsAsOldAsItsMessage() throws Exception {
        bench.write("a", 10);
        bench.source.faults().place(Verb.OPEN, new Fault.Refuses(unknownKey()));
        var future = JobHistory.startingAt(Bench.START.plus(Duration.ofDays(365)));
        var job = bench.job("a", 10).with(future);
        var incoming = bench.incoming(Messages.encode(new Message.SingleJob(job)));
        bench.time.pass(Duration.ofDays(4));

        assertThat(bench.flow().settle(incoming, Deadline.never(bench.time))).isTrue();

        assertThat(bench.queue.dead())
                .extracting(dead -> dead.reason().cause())
                .containsExactly("InvalidAccessKeyId");
    }

    @Test
    void aRefusedRouteWithoutNewCredentialsKeepsItsMessage() throws Exception {
        bench.write("a", 10);
        bench.source.faults().place(Verb.OPEN, new Fault.Refuses(unknownKey()));

        assertThat(bench.settle(Bench.created(Map.of("a", 10)))).isFalse();

        assertThat(bench.queue.visibilities())
                .extracting(Visibility::fromNow)
                .containsExactly(Bench.TIMES.probe());
        assertThat(bench.queue.dead()).isEmpty();
    }

    @Test
    void routesThatCannotBeReadSendAMessageBackButNotAMalformedOne() throws Exception {
        var unreadable = new SettingsException("parameter routes", List.of("not a list"));
        bench.routing =
                () -> {
                    throw unreadable;
                };

        assertThat(bench.settle(Bench.created(Map.of("a", 10)))).isFalse();
        assertThat(bench.settle("{}")).isTrue();

        assertThat(bench.queue.visibilities())
                .extracting(Visibility::fromNow)
                .containsExactly(Duration.ofSeconds(5));
        assertThat(bench.queue.dead())
                .extracting(dead -> dead.reason().cause())
                .containsExactly("malformed");
    }

    @Test
    void aMessageAtWorkStaysInvisibleByItsHeartbeatAndNoLonger() throws Exception {
        bench.write("large", 350);
        bench.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        new Fault.RunBefore(() -> bench.beats.forEach(Runnable::run)));
        var body = Messages.encode(new Message.SingleJob(bench.job("large", 350)));

        assertThat(bench.settle(body)).isTrue();

        assertThat(bench.queue.visibilities())
                .extracting(Visibility::fromNow)
                .containsExactly(Duration.ofMinutes(2), Duration.ofMinutes(2));
        assertThat(bench.beatEvery).isEqualTo(Duration.ofSeconds(40));
        assertThat(bench.beats).isEmpty();
    }

    @Test
    void aBeatThatDoesNotPassIsLoggedAndLeavesTheWorkAlone() throws Exception {
        bench.write("a", 10);
        bench.source
                .faults()
                .place(
                        Verb.OPEN,
                        new Fault.RunBefore(() -> {
                            bench.queue.failFromNowOn();
                            bench.beats.forEach(Runnable::run);
                        }));
        var batch = new Batch(List.of(bench.job("a", 10)));

        assertThat(bench.settle(Messages.encode(batch))).isTrue();

        assertThat(bench.log())
                .containsExactly(
                        "{\"level\":\"WARN\",\"event\":\"visibility_not_extended\",\"message\":\"m1\","
                                + "\"reason\":\"memory queue: told to fail\"}");
    }

    @Test
    void whatWasInterruptedInMidCopyWaitsUntilItsRequestCannotLandAnyMore() throws Exception {
        bench.write("hangs", 10);
        bench.write("b", 20);
        var hanging = new CountDownLatch(1);
        var flow = Thread.currentThread();
        bench.source.faults().place(Verb.OPEN, new Fault.RunBefore(() -> hang(hanging)));
        bench.source
                .faults()
                .place(
                        Verb.OPEN,
                        2,
                        new Fault.RunBefore(() -> {
                            await(hanging);
                            awaitWaiting(flow);
                            bench.time.pass(Duration.ofMinutes(10));
                        }));
        String body = Bench.created(Map.of("hangs", 10, "b", 20));
        var tenMinutes = Deadline.in(Duration.ofMinutes(10), bench.time);

        assertThat(bench.flow().settle(bench.incoming(body), tenMinutes)).isTrue();

        assertThat(bench.queue.sent())
                .extracting(Sent::delay)
                .containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void whatHadNoTimeToBeginGoesBackAtOnce() throws Exception {
        bench.write("a", 10);
        var over = Deadline.in(Duration.ZERO, bench.time);
        var event = bench.incoming(Bench.created(Map.of("a", 10)));

        assertThat(bench.flow().settle(event, over)).isFalse();

        assertThat(bench.queue.visibilities())
                .extracting(Visibility::fromNow)
                .containsExactly(Duration.ZERO);
        assertThat(bench.source.faults().calls(Verb.OPEN)).isZero();
    }

    /// What one PUT takes longer for than there is time must not be begun for ever.
    @Test
    void aLargeObjectInOnePieceThatIsInterruptedIsCounted() throws Exception {
        bench.write("large", 1_000);
        bench.etagParity = true;
        var hanging = new CountDownLatch(1);
        bench.source.faults().place(Verb.OPEN, new Fault.RunBefore(() -> hang(hanging)));
        var body = Messages.encode(new Message.SingleJob(bench.job("large", 1_000)));
        var over = Deadline.in(Duration.ZERO, bench.time);
        var flow = Thread.currentThread();
        var passing =
                Thread.ofVirtual()
                        .start(() -> {
                            await(hanging);
                            awaitWaiting(flow);
                            bench.time.pass(Bench.TIMES.margin().dividedBy(3));
                        });

        assertThat(bench.flow().settle(bench.incoming(body), over)).isTrue();

        passing.join();
        assertThat(bench.queue.sent())
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.delay()).isEqualTo(Duration.ofMinutes(2));
                    assertThat(((Message.SingleJob) sent.message()).job().history().idle())
                            .isEqualTo(1);
                });
    }

    /// One object that ends its worker each time is to take none with it.
    @Test
    void aBatchThatNobodyComesToTheEndOfIsTakenApart() throws Exception {
        var jobs = List.of(bench.job("a", 10), bench.job("b", 10));
        var body = Messages.encode(new Batch(jobs));
        var incoming = new Incoming(bench.incoming(body).message(), 91, Bench.START);

        assertThat(bench.flow().settle(incoming, Deadline.never(bench.time))).isTrue();

        assertThat(bench.queue.sent())
                .extracting(Sent::message)
                .map(message -> ((Message.SingleJob) message).job())
                .allSatisfy(job -> assertThat(job.history().tries()).isEqualTo(1))
                .map(job -> job.source().key())
                .containsExactlyInAnyOrder("a", "b");
        assertThat(bench.source.faults().calls(Verb.OPEN)).isZero();
    }

    private static void hang(CountDownLatch hanging) {
        hanging.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Until `thread` waits for what it has begun.
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private LedgerEntry.State state(String key) {
        return bench.ledger.find(Bench.copy(key)).orElseThrow().state();
    }

    private static StoreException unknownKey() {
        return new StoreException.RouteRefused("InvalidAccessKeyId", "get: unknown key");
    }
}
