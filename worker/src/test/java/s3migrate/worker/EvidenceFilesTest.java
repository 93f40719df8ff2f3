package s3migrate.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.job.Batch;
import s3migrate.job.Job;
import s3migrate.job.JobQueueException;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.store.ListingRequest;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;
import s3migrate.transfer.evidence.EvidenceException;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;
import s3migrate.transfer.evidence.EvidenceTotals;
import s3migrate.transfer.evidence.EvidenceTotals.Amount;

/// What messages leave in the reports bucket, whatever happens to them.
class EvidenceFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = "2026-01-01T00:00:00Z";

    private final Bench bench = new Bench();

    @Test
    void everyObjectOfABatchHasOneLineHoweverItEnded() throws InterruptedException {
        bench.write("copied", 10);
        var there = bench.write("there", 20);
        bench.destinationStore.write(Bench.copy("there"), Bench.bytes(20));
        bench.write("denied", 30);
        bench.routePassedBefore();
        bench.refused.put(
                bench.job("denied", 30).foundBy(RUN),
                new StoreException.ObjectRefused("AccessDenied", "get: denied"));

        assertThat(settle(batch(Map.of("copied", 10, "denied", 30, "gone", 40, "there", 20))))
                .isTrue();

        var totals = totals();
        assertThat(totals.of(Outcome.COPIED)).isEqualTo(new Amount(1, 10));
        assertThat(totals.of(Outcome.ALREADY_THERE)).isEqualTo(new Amount(1, there.size()));
        assertThat(totals.of(Outcome.SOURCE_GONE)).isEqualTo(new Amount(1, 40));
        assertThat(totals.of(Outcome.FAILED)).isEqualTo(new Amount(1, 30));
        assertThat(totals.provedBy(Evidence.CHECKSUM)).isEqualTo(new Amount(2, 30));
        assertThat(bench.reports.faults().calls(Verb.PUT)).isEqualTo(1);
    }

    @Test
    void whatABatchWasNotDoneWithHasItsLineWhereItEnds() throws InterruptedException {
        bench.write("a", 10);
        bench.write("b", 20);
        bench.destination.faults().place(Verb.PUT, new Fault.Throttled(1));

        assertThat(settle(batch(Map.of("a", 10, "b", 20)))).isTrue();
        var rest = (Batch) bench.queue.sent().getFirst().message();
        assertThat(rest.run()).contains(RUN);
        assertThat(bench.flow().settle(incoming("m2", rest), Deadline.never(bench.time))).isTrue();

        assertThat(totals().of(Outcome.COPIED)).isEqualTo(new Amount(2, 30));
    }

    @Test
    void evidenceThatCannotBeWrittenKeepsTheMessageAndNothingFollowsFromIt() {
        bench.reports
                .faults()
                .place(
                        Verb.PUT,
                        new Fault.Refuses(
                                new StoreException.ObjectRefused(
                                        "AccessDenied", "put s3://reports/x: AccessDenied")));

        assertThatThrownBy(() -> settle(batch(Map.of("gone", 10))))
                .isInstanceOf(EvidenceException.class)
                .hasMessage("put s3://reports/x: AccessDenied");
        assertThat(bench.queue.deleted()).isEmpty();
        assertThat(bench.queue.dead()).isEmpty();
        assertThat(bench.queue.sent()).isEmpty();
    }

    /// The queue gives back what was not consumed, and each worker may be killed at any write.
    @Test
    void everyObjectFoundHasALineWhateverIsKilledOrThrottled() {
        Cases.forAll(RandomGenerator::nextLong, EvidenceFilesTest::checkKills);
    }

    private static void checkKills(long seed) {
        var random = new Random(seed);
        var bench = new Bench();
        bench.routePassedBefore();
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < 8; i++) {
            jobs.add(bench.job("key-" + i, i).foundBy(RUN));
            if (random.nextInt(4) > 0) {
                bench.write("key-" + i, i);
            }
        }
        bench.refused.put(
                jobs.getFirst(), new StoreException.ObjectRefused("AccessDenied", "get: denied"));
        var queue = new ArrayDeque<ReceivedMessage>();
        queue.add(incoming("m0", new Batch(jobs)).message());
        int sent = 0;
        for (int delivery = 1; !queue.isEmpty(); delivery++) {
            assertThat(delivery).as("deliveries").isLessThan(200);
            var message = queue.remove();
            if (random.nextBoolean()) {
                bench.destination.faults().place(Verb.PUT, new Fault.Throttled(1));
            }
            if (!consumed(bench, message, killedAt(random))) {
                queue.add(message);
            }
            for (var next : bench.queue.sent().subList(sent, bench.queue.sent().size())) {
                sent++;
                queue.add(incoming("m" + sent, (Message.Ours) next.message()).message());
            }
        }
        assertThat(keys(bench))
                .containsExactlyInAnyOrderElementsOf(
                        jobs.stream().map(job -> job.source().key()).toList());
    }

    private static String killedAt(Random random) {
        var writes = List.of("evidence", "send", "dead letter", "FAILED copies/key-0", "nowhere");
        return writes.get(random.nextInt(writes.size()));
    }

    private static boolean consumed(Bench bench, ReceivedMessage message, String killedAt) {
        var order = new Order();
        order.failAt(killedAt);
        try {
            return bench.flow(bench.conclusion(order))
                    .settle(
                            new Incoming(message, 1, bench.time.instant()),
                            Deadline.never(bench.time));
        } catch (EvidenceException | JobQueueException | LedgerException killed) {
            return false;
        } catch (InterruptedException nobodyInterrupts) {
            throw new AssertionError(nobodyInterrupts);
        }
    }

    /// The keys of all lines in all files.
    private static Set<String> keys(Bench bench) {
        var keys = new HashSet<String>();
        for (var file :
                bench.reportsStore.list(ListingRequest.first("reports", "", "")).objects()) {
            byte[] bytes =
                    bench.reportsStore
                            .bytes(new ObjectLocation("reports", file.key()))
                            .orElseThrow();
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    new GZIPInputStream(new ByteArrayInputStream(bytes)), UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    keys.add(JSON.readTree(line).path("key").textValue());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return keys;
    }

    @Test
    void whatIsAlwaysRecordedIsInTheLedgerAsWellAsInTheFile() throws InterruptedException {
        bench.recorded = true;
        bench.write("a", 10);
        bench.write("b", 20);

        assertThat(settle(batch(Map.of("a", 10, "b", 20)))).isTrue();

        assertThat(totals().of(Outcome.COPIED)).isEqualTo(new Amount(2, 30));
        for (var key : List.of("a", "b")) {
            assertThat(bench.ledger.find(Bench.copy(key)).orElseThrow().evidence())
                    .hasValue(Evidence.CHECKSUM);
        }
    }

    @Test
    void aLargeObjectOfARunHasAFileOfItsOwn() throws InterruptedException {
        bench.write("large", 250);
        var job = new Message.SingleJob(bench.job("large", 250).foundBy(RUN));

        assertThat(bench.flow().settle(incoming("m1", job), Deadline.never(bench.time))).isTrue();

        assertThat(totals().of(Outcome.COPIED)).isEqualTo(new Amount(1, 250));
        assertThat(bench.ledger.find(Bench.copy("large")).orElseThrow().state())
                .isEqualTo(LedgerEntry.State.DONE);
    }

    private EvidenceTotals totals() {
        return bench.evidenceBucket
                .reader()
                .totals(Bench.ROUTE.name(), Optional.of(RUN), Deadline.never(bench.time))
                .orElseThrow();
    }

    private boolean settle(Batch batch) throws InterruptedException {
        return bench.flow().settle(incoming("m1", batch), Deadline.never(bench.time));
    }

    private static Incoming incoming(String id, Message.Ours message) {
        var received = new ReceivedMessage(Bench.QUEUE, id, "r1", Messages.encode(message));
        return new Incoming(received, 1, Bench.START);
    }

    private Batch batch(Map<String, Integer> sizes) {
        var jobs = new ArrayList<Job>();
        new TreeMap<>(sizes).forEach((key, size) -> jobs.add(bench.job(key, size).foundBy(RUN)));
        return new Batch(jobs);
    }
}
