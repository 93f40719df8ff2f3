package s3migrate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.object.ObjectLocation;

class BatchesTest {

    private static final JobHistory NEW = JobHistory.startingAt(Instant.EPOCH);

    private record Case(List<Job> jobs, int maxMessageBytes) {

        /// Of two routes, one after the other.
        static Case any(RandomGenerator random) {
            var jobs =
                    Stream.concat(
                                    AnyJob.smallJobs(random, random.nextInt(60)).stream(),
                                    AnyJob.smallJobs(random, random.nextInt(60)).stream())
                            .toList();
            return new Case(jobs, 20_000 + random.nextInt(10_000));
        }
    }

    @Test
    void everyJobIsInOneBatchInOrderAndNoMessageIsTooLong() {
        Cases.forAll(
                Case::any,
                c -> {
                    var batches = pack(c.jobs.stream(), c.maxMessageBytes);
                    assertThat(batches.stream().flatMap(batch -> batch.jobs().stream()))
                            .isEqualTo(c.jobs);
                    assertThat(batches)
                            .allMatch(
                                    batch -> Messages.encode(batch).length() <= c.maxMessageBytes);
                });
    }

    @Test
    void theLengthOfAMessageIsKnownWithoutWritingIt() {
        Cases.forAll(
                random -> AnyJob.smallJobs(random, 1 + random.nextInt(10)),
                jobs -> {
                    var filling = Filling.of(jobs.getFirst());
                    for (var job : jobs.subList(1, jobs.size())) {
                        filling = filling.with(job);
                    }
                    assertThat(filling.length())
                            .isEqualTo(Messages.encode(new Batch(jobs)).length());
                });
    }

    @Test
    void aBatchHoldsAThousandJobs() {
        var jobs = IntStream.range(0, 2_500).mapToObj(i -> job("r", "key" + i, 1));
        assertThat(pack(jobs, 1 << 20))
                .extracting(batch -> batch.jobs().size())
                .containsExactly(1_000, 1_000, 500);
    }

    @Test
    void aBatchHoldsOneGibibyte() {
        var jobs = IntStream.range(0, 20).mapToObj(i -> job("r", "key" + i, 100L << 20));
        assertThat(pack(jobs, 1 << 20))
                .extracting(batch -> batch.jobs().size())
                .containsExactly(10, 10);
    }

    @Test
    void writesWhatKeysHaveInCommonOnce() {
        var keys = List.of("logs/2026/11/21/a.gz", "logs/2026/11/21/b.gz");
        var batch = pack(keys.stream().map(key -> job("r", key, 5)), 1 << 18).getFirst();
        assertThat(Messages.encode(batch))
                .isEqualTo(
                        "{\"v\":1,\"type\":\"batch\",\"route\":\"r\",\"run\":\"run-1\","
                                + "\"src_bucket\":\"source\",\"src_prefix\":\"logs/2026/11/21/\","
                                + "\"des_bucket\":\"destination\",\"des_prefix\":\"p/logs/2026/11/21/\","
                                + "\"first_seen\":\"1970-01-01T00:00:00Z\",\"objects\":["
                                + "{\"key\":\"a.gz\",\"size\":5},{\"key\":\"b.gz\",\"size\":5}]}");
    }

    @Test
    void jobsOfAnotherRouteBeginABatchOfTheirOwn() {
        var jobs = Stream.of(job("r", "a", 1), job("s", "b", 1), job("s", "c", 1));
        assertThat(pack(jobs, 1 << 18))
                .extracting(batch -> batch.jobs().size())
                .containsExactly(1, 2);
    }

    @Test
    void jobsOfAnotherRunBeginABatchOfTheirOwn() {
        var jobs = Stream.of(job("r", "a", 1), job("r", "b", 1).foundBy("run-2"));
        assertThat(pack(jobs, 1 << 18))
                .extracting(Batch::run)
                .containsExactly(Optional.of("run-1"), Optional.of("run-2"));
    }

    @Test
    void aJobThatFitsIntoNoMessageChangesNothing() {
        var batches = new Batches(1_000, Batch.MAX_BYTES);
        var small = job("r", "a", 1);
        assertThat(batches.add(small)).isEmpty();
        assertThatThrownBy(() -> batches.add(job("r", "k".repeat(1_000), 7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "job for s3://source/%s of 7 bytes: accepted in a batch are up to 17,179,869,184, and messages up to 1,000"
                                .formatted("k".repeat(1_000)));
        assertThat(batches.rest()).contains(new Batch(List.of(small)));
        assertThat(batches.rest()).isEmpty();
    }

    @Test
    void whatDoesNotFitWithOthersTravelsAlone() {
        long gib = 1L << 30;
        var jobs = Stream.of(job("r", "a", 1), job("r", "b", 5 * gib), job("r", "c", 1));
        assertThat(pack(jobs, 1 << 18)).extracting(Batch::bytes).containsExactly(1L, 5 * gib, 1L);
    }

    @Test
    void objectsThatS3CopiesShareAMessageUpToSoManyBytes() {
        var batches = new Batches(1 << 18, Batch.MAX_BYTES);
        for (int i = 0; i < 16; i++) {
            assertThat(batches.add(job("r", "k" + i, 1L << 30))).isEmpty();
        }
        assertThat(batches.add(job("r", "more", 1))).map(Batch::bytes).contains(Batch.MAX_BYTES);
    }

    @Test
    void aBatchRefusesAJobWithoutSize() {
        var sizeless =
                new Job(
                        "r",
                        new ObjectLocation("source", "a"),
                        Optional.empty(),
                        new ObjectLocation("destination", "p/a"),
                        OptionalLong.empty(),
                        Optional.empty(),
                        NEW);
        assertThatThrownBy(() -> new Batch(List.of(sizeless)))
                .hasMessage("job for s3://source/a: accepted in a batch is one with its size");
    }

    @Test
    void aBatchRefusesJobsThatAreMappedDifferently() {
        var random = new Random(1);
        assertThatThrownBy(() ->
                        new Batch(
                                List.of(job("r", "a", 1), AnyJob.smallJobs(random, 1).getFirst())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("accepted are jobs of one route and run, mapped alike");
    }

    private static List<Batch> pack(Stream<Job> jobs, int maxMessageBytes) {
        return jobs.gather(Batches.gatherer(maxMessageBytes)).toList();
    }

    private static Job job(String route, String key, long size) {
        return new Job(
                        route,
                        new ObjectLocation("source", key),
                        Optional.empty(),
                        new ObjectLocation("destination", "p/" + key),
                        OptionalLong.of(size),
                        Optional.empty(),
                        NEW)
                .foundBy("run-1");
    }
}
