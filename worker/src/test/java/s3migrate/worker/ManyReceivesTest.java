package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.job.Batch;
import s3migrate.job.JobHistory;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.Slice;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.time.Deadline;

/// A message may wait for much longer than the receives of its queue last, which are 100.
class ManyReceivesTest {

    private static final int RECEIVES_OF_A_QUEUE = 100;
    private static final Duration RUN = Duration.ofHours(11);

    private final Bench bench = new Bench();

    @Test
    void whatMeetsALivingLeaseForElevenHoursIsNeverReceivedAHundredTimes() throws Exception {
        var job = bench.job("film", 500);
        var other =
                LedgerEntry.intent(
                        job.destination(),
                        bench.write("film", 500).pinned(),
                        lease(),
                        bench.time.instant());
        bench.ledger.replace(Optional.empty(), other);
        var end = bench.time.instant().plus(RUN);
        String body = Messages.encode(new Message.SingleJob(job));

        int receives = 0;
        int most = 0;
        while (bench.time.instant().isBefore(end)) {
            receives++;
            most = Math.max(most, receives);
            if (bench.flow().settle(incoming(body, receives), Deadline.never(bench.time))) {
                var anew = bench.queue.sent().getLast();
                body = Messages.encode((Message.Ours) anew.message());
                bench.time.sleep(anew.delay());
                receives = 0;
            } else {
                bench.time.sleep(bench.queue.visibilities().getLast().fromNow());
            }
            var held = bench.ledger.find(job.destination()).orElseThrow();
            bench.ledger.replace(Optional.of(held), held.renewed(lease(), bench.time.instant()));
        }

        assertThat(bench.queue.sent()).hasSizeGreaterThan(1);
        assertThat(most).isLessThan(RECEIVES_OF_A_QUEUE);
        assertThat(Messages.decode(body)).isEqualTo(new Message.SingleJob(job));
    }

    @Test
    void theMessageThatTriesAPausedRouteIsSentAnewInTime() {
        var job = bench.job("a.jpg", 50);
        var probe = new Disposition.Paused(job, Duration.ofMinutes(3), "AccessDenied", "denied");

        assertThat(bench.conclusion.of(incoming("the body", 49), job, probe)).isFalse();
        assertThat(bench.queue.sent()).isEmpty();
        assertThat(bench.conclusion.of(incoming("the body", 50), job, probe)).isTrue();

        var anew = bench.queue.sent().getFirst();
        assertThat(anew.message()).isEqualTo(new Batch(List.of(job)));
        assertThat(anew.delay()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aSliceIsSentAnewAsASliceWithItsPast() throws Exception {
        bench.hugeBytes = 100;
        bench.write("film", 800);
        bench.settle(Messages.encode(new Message.SingleJob(bench.job("film", 800))));
        var past = new JobHistory(Bench.START, 3, 1, 0);
        var slice = ((Slice) bench.queue.sent().getFirst().message()).with(past);
        var later = new Disposition.Later(slice.job(), Duration.ofSeconds(40), "down");

        assertThat(bench.conclusion.of(incoming("the body", 50), slice, later)).isTrue();

        assertThat(bench.queue.sent().getLast().message()).isEqualTo(slice);
        assertThat(bench.queue.sent().getLast().delay()).isEqualTo(Duration.ofSeconds(40));
    }

    private Lease lease() {
        return new Lease("another", bench.time.instant().plus(Bench.TIMES.lease()));
    }

    private Incoming incoming(String body, int receives) {
        var first = bench.incoming(body);
        return new Incoming(first.message(), receives, first.sent());
    }
}
