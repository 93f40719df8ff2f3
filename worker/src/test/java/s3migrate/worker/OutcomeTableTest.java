package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batch;
import s3migrate.job.DeadLetter;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.MemoryJobQueue.Sent;
import s3migrate.job.MemoryJobQueue.Visibility;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerEntry.State;
import s3migrate.object.ObjectLocation;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// What becomes of a message, of the ledger and of the counts, for each way an object can end: the
/// rows of DESIGN.md 6.6 in their order. That an `Error` of the JVM ends the process is in
/// `WorkerHandlerTest`.
class OutcomeTableTest {

    private final Bench bench = new Bench();

    @Test
    void copiedAndVerified() throws Exception {
        bench.write("a", 50);

        assertThat(bench.settle(Bench.created(Map.of("a", 50)))).isTrue();

        assertThat(state("a")).isEqualTo(State.DONE);
        assertThat(bench.measured())
                .containsEntry("Copied-objects", 1L)
                .containsEntry("Completed-bytes", 50L)
                .containsEntry("Proved-by-checksum", 1L);
        assertNothingFollows();
    }

    @Test
    void copiedInABatchHasItsLineInAFileAndNoEntry() throws Exception {
        bench.write("a", 50);

        assertThat(bench.settle(Messages.encode(new Batch(List.of(bench.job("a", 50)))))).isTrue();

        assertThat(bench.ledger.find(Bench.copy("a"))).isEmpty();
        assertThat(bench.reports.faults().calls(Verb.PUT)).isEqualTo(1);
        assertNothingFollows();
    }

    @Test
    void alreadyThere() throws Exception {
        bench.write("a", 50);
        bench.settle(Bench.created(Map.of("a", 50)));
        int puts = bench.destination.faults().calls(Verb.PUT);

        assertThat(bench.settle(Bench.created(Map.of("a", 50)))).isTrue();

        assertThat(bench.measured()).containsEntry("Already-there-objects", 1L);
        assertThat(bench.destination.faults().calls(Verb.PUT)).isLessThanOrEqualTo(puts + 1);
        assertNothingFollows();
    }

    @Test
    void ignored() throws Exception {
        bench.write("a", 50);
        bench.routing = () -> Bench.routing(List.of(Bench.ROUTE), "photos/*");

        assertThat(bench.settle(Bench.created(Map.of("a", 50)))).isTrue();

        assertThat(bench.measured()).containsEntry("Ignored-objects", 1L);
        assertThat(bench.source.faults().calls(Verb.OPEN)).isZero();
        assertNothingFollows();
    }

    @Test
    void sourceGone() throws Exception {
        assertThat(bench.settle(Bench.created(Map.of("a", 50)))).isTrue();

        assertThat(bench.measured()).containsEntry("Source-gone-objects", 1L);
        assertNothingFollows();
    }

    @Test
    void outOfTimeWithProgress() throws Exception {
        bench.write("large", 1_000);
        bench.source
                .faults()
                .place(
                        Verb.OPEN_PINNED,
                        4,
                        new Fault.RunBefore(() -> bench.time.pass(Duration.ofMinutes(10))));

        assertThat(settleLarge(bench.job("large", 1_000), Duration.ofMinutes(10))).isTrue();

        var next = (Message.Continuation) bench.queue.sent().getFirst().message();
        assertThat(next.job().history().idle()).isZero();
        assertThat(state("large")).isEqualTo(State.COPYING);
        assertThat(next.generation()).isEqualTo(entry("large").generation());
        bench.settle(Messages.encode(next));
        assertThat(bench.measured())
                .containsEntry("Resumed-objects", 1L)
                .containsEntry("Copied-objects", 1L);
    }

    @Test
    void sourceChangedInMidCopyStartsAgainForWhatIsThere() throws Exception {
        bench.write("large", 1_000);
        bench.source
                .faults()
                .place(Verb.OPEN_PINNED, 2, new Fault.RunBefore(() -> bench.write("large", 900)));

        assertThat(settleLarge(bench.job("large", 1_000), Duration.ofMinutes(10))).isTrue();

        assertThat(bench.destinationStore.bytes(Bench.copy("large"))).hasValue(Bench.bytes(900));
        assertThat(bench.measured()).containsEntry("Restarted-objects", 1L);
        assertNothingFollows();
    }

    /// Larger than what a batch takes.
    @Test
    void aLargeObjectThatIsThrottledComesAgainInAMessageOfItsOwn() throws Exception {
        var job = bench.job("film", Integer.MAX_VALUE);
        bench.source.faults().place(Verb.FIND, new Fault.Throttled(1));

        assertThat(bench.settle(Messages.encode(new Message.SingleJob(job)))).isTrue();

        var tried = new JobHistory(Bench.START, 1, 0, 0);
        assertThat(bench.queue.sent())
                .containsExactly(
                        new Sent(new Message.SingleJob(job.with(tried)), Duration.ofSeconds(5)));
    }

    @Test
    void throttled() throws Exception {
        bench.write("a", 50);
        bench.source.faults().place(Verb.OPEN, new Fault.Throttled(1));

        assertThat(bench.settle(Bench.created(Map.of("a", 50)))).isTrue();

        var again = bench.queue.sent().getFirst();
        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(((Batch) again.message()).jobs().getFirst().history().tries()).isEqualTo(1);
        assertThat(bench.measured()).containsEntry("Retried-objects", 1L);
        assertThat(bench.queue.dead()).isEmpty();
    }

    @Test
    void deniedWhileItsRoutePasses() throws Exception {
        bench.write("a", 50);
        refuse("AccessDenied");
        assertGivenUp("AccessDenied");
    }

    @Test
    void archived() throws Exception {
        bench.write("a", 50);
        refuse("InvalidObjectState");
        assertGivenUp("InvalidObjectState");
    }

    @Test
    void mismatchThrice() throws Exception {
        bench.write("a", 50);
        for (int put = 1; put <= 3; put++) {
            bench.destination.faults().place(Verb.PUT, put, new Fault.Flipped(7));
        }
        assertGivenUp("Mismatch");
    }

    @Test
    void noProgress() throws Exception {
        bench.routePassedBefore();
        bench.write("large", 1_000);
        int idle = Bench.CAPS.idle();
        var job = bench.job("large", 1_000).with(new JobHistory(bench.time.instant(), 0, 0, idle));

        assertThat(settleLarge(job, Duration.ZERO)).isTrue();

        assertThat(causes()).containsExactly("NoProgress");
        assertThat(state("large")).isEqualTo(State.FAILED);
    }

    @Test
    void theRouteIsRefused() throws Exception {
        bench.write("a", 50);
        bench.destination
                .faults()
                .place(
                        Verb.PUT,
                        new Fault.Refuses(
                                new StoreException.RouteRefused(
                                        "NoSuchBucket", "put s3://backup/copies/a: no bucket")));

        assertThat(bench.settle(Bench.created(Map.of("a", 50)))).isFalse();

        assertThat(bench.queue.visibilities())
                .extracting(Visibility::fromNow)
                .containsExactly(Bench.TIMES.probe());
        assertThat(bench.settle(Bench.created(Map.of("a", 50)))).isFalse();
        assertThat(bench.queue.visibilities().getLast().fromNow()).isEqualTo(Bench.TIMES.probe());
        var pause = bench.routeLedger.find(Bench.ROUTE.name()).pause().orElseThrow();
        assertThat(pause.cause()).isEqualTo("NoSuchBucket");
        assertThat(pause.reason()).isEqualTo("put s3://backup/copies/a: no bucket");
        assertThat(bench.measured()).containsEntry("Paused-objects", 2L);
        assertThat(bench.log()).filteredOn(line -> line.contains("ERROR")).hasSize(1);
        assertNothingFollows();
    }

    @Test
    void malformed() throws Exception {
        assertThat(bench.settle("{}")).isTrue();

        assertThat(causes()).containsExactly(DeadLetter.MALFORMED);
        assertThat(bench.queue.dead().getFirst().message().body()).isEqualTo("{}");
        assertThat(bench.measured()).containsEntry("Malformed-messages", 1L);
    }

    private void refuse(String cause) {
        bench.source
                .faults()
                .place(
                        Verb.OPEN,
                        new Fault.Refuses(
                                new StoreException.ObjectRefused(cause, "get: " + cause)));
    }

    /// Its message is a dead letter, body untouched, and the ledger has the reason.
    private void assertGivenUp(String cause) throws InterruptedException {
        bench.routePassedBefore();
        String body = Bench.created(Map.of("a", 50));

        assertThat(bench.settle(body)).isTrue();

        assertThat(causes()).containsExactly(cause);
        var dead = bench.queue.dead().getFirst();
        assertThat(dead.message().body()).isEqualTo(body);
        assertThat(state("a")).isEqualTo(State.FAILED);
        assertThat(entry("a").failure().orElseThrow().reason()).isEqualTo(dead.reason().reason());
        assertThat(bench.measured()).containsEntry("Failed-objects", 1L);
    }

    private boolean settleLarge(Job job, Duration within) throws InterruptedException {
        var body = Messages.encode(new Message.SingleJob(job));
        return bench.flow().settle(bench.incoming(body), Deadline.in(within, bench.time));
    }

    private List<String> causes() {
        return bench.queue.dead().stream().map(dead -> dead.reason().cause()).toList();
    }

    private LedgerEntry entry(String key) {
        return bench.ledger.find(new ObjectLocation("backup", "copies/" + key)).orElseThrow();
    }

    private State state(String key) {
        return entry(key).state();
    }

    private void assertNothingFollows() {
        assertThat(bench.queue.sent()).isEqualTo(List.<Sent>of());
        assertThat(bench.queue.dead()).isEmpty();
    }
}
