package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.job.JobHistory;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.Slice;
import s3migrate.ledger.LedgerEntry;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;

/// A huge object as messages: from its job by its slices back to its job.
class SlicedObjectTest {

    private static final int SIZE = 1_000;
    private static final int SLICES = 5;

    private final Bench bench = sliced();
    private int read;

    private static Bench sliced() {
        var bench = new Bench();
        bench.hugeBytes = SIZE;
        return bench;
    }

    @Test
    void theLastOfItsSlicesSendsTheJobThatCompletesIt() throws Exception {
        var slices = cut();
        assertThat(slices).hasSize(SLICES);

        for (var slice : slices.subList(0, SLICES - 1)) {
            assertThat(bench.settle(Messages.encode(slice))).isTrue();
            assertThat(news(bench)).isEmpty();
        }
        assertThat(bench.settle(Messages.encode(slices.getLast()))).isTrue();

        var last = news(bench);
        assertThat(last).singleElement().isInstanceOf(Message.SingleJob.class);
        bench.settle(Messages.encode(last.getFirst()));
        assertThat(bench.destinationStore.bytes(Bench.copy("film"))).hasValue(Bench.bytes(SIZE));
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.DONE);
        assertThat(news(bench)).isEmpty();
        assertThat(bench.measured()).containsEntry("Copied-objects", 1L);
    }

    @Test
    void aSliceThatFailsForNowComesAgainAsASliceThatCountsIt() throws Exception {
        var slice = cut().getFirst();
        bench.destination
                .faults()
                .place(
                        Verb.PARTS,
                        new Fault.Refuses(new StoreException.Transient("SlowDown", "slow")));

        assertThat(bench.settle(Messages.encode(slice))).isTrue();

        var tried = new JobHistory(Bench.START, 1, 0, 0);
        assertThat(bench.queue.sent().getLast().message()).isEqualTo(slice.with(tried));
        assertThat(bench.queue.sent().getLast().delay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aSliceOutOfTimeGoesOnAsASlice() throws Exception {
        var slice = cut().getFirst();
        var none = Deadline.in(Duration.ZERO, bench.time);

        bench.flow().settle(bench.incoming(Messages.encode(slice)), none);

        var idle = new JobHistory(Bench.START, 0, 0, 1);
        assertThat(news(bench)).containsExactly(slice.with(idle));
    }

    @Test
    void withoutProgressTooOftenASliceIsAFailureOfItsObject() throws Exception {
        bench.routePassedBefore();
        var history = new JobHistory(bench.time.instant(), 0, 0, Bench.CAPS.idle());
        var slice = cut().getFirst().with(history);
        var none = Deadline.in(Duration.ZERO, bench.time);

        bench.flow().settle(bench.incoming(Messages.encode(slice)), none);

        assertThat(bench.queue.dead().getFirst().reason().cause()).isEqualTo("NoProgress");
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    /// Once for all of its slices; the dead letter can be sent again, as its upload has ended.
    @Test
    void aSliceThatIsDeniedGivesItsObjectUpAndTheOthersEnd() throws Exception {
        bench.routePassedBefore();
        var slices = cut();
        bench.settle(Messages.encode(slices.get(0)));
        var denied = new StoreException.ObjectRefused("AccessDenied", "open: denied");
        bench.source.faults().place(Verb.OPEN_PINNED, new Fault.Refuses(denied));

        for (var slice : slices.subList(1, SLICES)) {
            assertThat(bench.settle(Messages.encode(slice))).isTrue();
        }

        assertThat(bench.queue.dead()).hasSize(1);
        var letter = bench.queue.dead().getFirst();
        assertThat(letter.reason().cause()).isEqualTo("AccessDenied");
        assertThat(entry().failure()).isPresent();
        assertThat(bench.destinationStore.openUploads("backup")).isEmpty();
        assertThat(bench.log()).filteredOn(line -> line.contains("obsolete")).hasSize(SLICES - 2);
        assertThat(news(bench)).isEmpty();
        bench.settle(letter.message().body());
        assertThat(news(bench)).hasSize(SLICES);
    }

    /// A job that fails does not end what slices are at work on.
    @Test
    void aJobThatIsGivenUpLeavesLivingSlicesTheirUpload() throws Exception {
        bench.routePassedBefore();
        cut();
        bench.source
                .faults()
                .place(
                        Verb.FIND,
                        new Fault.Refuses(new StoreException.ObjectRefused("AccessDenied", "no")));

        bench.settle(Messages.encode(new Message.SingleJob(bench.job("film", SIZE))));

        assertThat(bench.queue.dead()).hasSize(1);
        assertThat(bench.destinationStore.openUploads("backup")).hasSize(1);
    }

    /// Messages in any order, some of them twice, while the source changes: the destination ends as
    /// the source is, and nothing is left open or waiting.
    @Test
    void whateverComesTwiceOrLateTheObjectEndsAsItsSource() {
        Cases.forAll(random -> random.nextInt(), SlicedObjectTest::deliver);
    }

    private static void deliver(int seed) {
        var random = new Random(seed);
        var bench = sliced();
        bench.write("film", SIZE);
        var waiting = new ArrayList<String>();
        waiting.add(job(bench, SIZE));
        int size = SIZE;
        int sent = 0;
        int changes = 0;
        for (int step = 0; !waiting.isEmpty(); step++) {
            assertThat(step).as("steps").isLessThan(1_000);
            if (changes < Bench.CAPS.restarts() && random.nextInt(8) == 0) {
                changes++;
                size = SIZE + random.nextInt(1, 300);
                bench.write("film", size);
                waiting.add(job(bench, size));
            }
            var body = waiting.remove(random.nextInt(waiting.size()));
            if (!settled(bench, body)) {
                waiting.add(body);
                bench.time.pass(Duration.ofSeconds(random.nextInt(60)));
            } else if (step < 40 && random.nextInt(5) == 0) {
                waiting.add(body);
            }
            var all = bench.queue.sent();
            for (; sent < all.size(); sent++) {
                waiting.add(Messages.encode((Message.Ours) all.get(sent).message()));
            }
        }
        assertThat(bench.destinationStore.bytes(Bench.copy("film"))).hasValue(Bench.bytes(size));
        assertThat(bench.destinationStore.openUploads("backup")).isEmpty();
        assertThat(bench.queue.dead()).isEmpty();
    }

    private static String job(Bench bench, int size) {
        return Messages.encode(new Message.SingleJob(bench.job("film", size)));
    }

    private static boolean settled(Bench bench, String body) {
        try {
            return bench.settle(body);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private List<Slice> cut() throws InterruptedException {
        bench.write("film", SIZE);
        bench.settle(job(bench, SIZE));
        return news(bench).stream().map(Slice.class::cast).toList();
    }

    private LedgerEntry entry() {
        return bench.ledger.find(Bench.copy("film")).orElseThrow();
    }

    /// What was sent since it was asked last.
    private List<Message.Ours> news(Bench of) {
        var all = of.queue.sent();
        var fresh = new ArrayDeque<Message.Ours>();
        for (; read < all.size(); read++) {
            fresh.add((Message.Ours) all.get(read).message());
        }
        return List.copyOf(fresh);
    }
}
