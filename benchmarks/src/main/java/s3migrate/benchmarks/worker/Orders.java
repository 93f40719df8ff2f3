package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import s3migrate.job.Batch;
import s3migrate.job.Job;
import s3migrate.job.Listed;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.object.ETag;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.sqs.Queue;

/// Copies as a comparison or an event asks for them.
///
/// @param copies where they are to be; they pass through the worker if that is not the source
record Orders(Measured measured, S3Server copies) {
    private static final long SMALL_BYTES = 4096;
    private static final long GIB = 1L << 30;
    private static final String RUN = "2026-01-01T00:00:00Z";

    /// Objects of one size with the messages that ask for them.
    record Order(Orders of, List<String> keys, long bytes, Queue queue, List<String> messages) {

        /// Has them copied, and checks the copies.
        Cost cost(DeployedWorker worker) throws InterruptedException {
            var route = of.measured().route();
            var before = Bill.counted(route);
            double cpu = worker.cpuSeconds();
            worker.settle(queue, messages);
            double used = worker.cpuSeconds() - cpu;
            var bill = Bill.counted(route).since(before).withMessages(messages);
            of.measured().check(keys, of.copies());
            boolean through = of.copies() != route.source();
            return new Cost(bill, through ? bytes * keys.size() : 0, used);
        }
    }

    /// What copies cost.
    ///
    /// @param bill without the time of the function
    /// @param bytes those that passed through the worker
    record Cost(Bill bill, long bytes, double cpuSeconds) {

        /// With the time that a function of so much memory would have taken.
        Bill bill(int memoryMb) {
            return bill.withLambda(bytes, cpuSeconds, memoryMb);
        }
    }

    /// Objects of 4 KiB in full batches.
    Order small(String prefix, int count) {
        measured.putSmall(prefix, count, SMALL_BYTES);
        var keys = measured.keys(prefix);
        var batches =
                keys.stream()
                        .map(key -> listed(key, SMALL_BYTES))
                        .gather(Gatherers.windowFixed(Batch.MAX_JOBS))
                        .map(jobs -> Messages.encode(new Batch(jobs)))
                        .toList();
        return new Order(this, keys, SMALL_BYTES, measured.route().batches(), batches);
    }

    /// Objects of 1 GiB, each in a message of its own.
    Order large(String prefix, int count) {
        var keys = IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
        keys.forEach(key -> measured.putLarge(key, GIB));
        var messages =
                keys.stream()
                        .map(key -> Messages.encode(new Message.SingleJob(job(key, GIB))))
                        .toList();
        return new Order(this, keys, GIB, measured.route().large(), messages);
    }

    /// Objects of 1 GiB in one batch, as S3 copies them.
    Order largeTogether(String prefix, int count) {
        var keys = IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
        keys.forEach(key -> measured.putLarge(key, GIB));
        var batch = new Batch(keys.stream().map(key -> listed(key, GIB)).toList());
        return new Order(
                this, keys, GIB, measured.route().batches(), List.of(Messages.encode(batch)));
    }

    /// As a comparison finds it.
    private Job listed(String key, long bytes) {
        var row = measured.route().source().object(LoopbackRoute.SOURCE_BUCKET, key).orElseThrow();
        var etag = ETag.of(row.etag());
        var job = job(key, bytes);
        return etag.looksLikeMd5()
                ? job.listedAs(new Listed(etag, row.properties().storageClass()))
                : job;
    }

    private static Job job(String key, long bytes) {
        return Measured.wish(key, bytes).foundBy(RUN);
    }

    /// Objects of 4 KiB, each in an event that S3 sends when it is put.
    Order events(String prefix, int count) throws IOException, InterruptedException {
        var events = new LinkedBlockingQueue<String>();
        var source = measured.route().source();
        source.notify(LoopbackRoute.SOURCE_BUCKET, EventRule.all("told", events::add));
        for (int number = 0; number < count; number++) {
            source.put(LoopbackRoute.SOURCE_BUCKET, prefix + number, new byte[(int) SMALL_BYTES]);
        }
        var messages = new ArrayList<String>();
        while (messages.size() < count) {
            messages.add(events.take());
        }
        return new Order(
                this, measured.keys(prefix), SMALL_BYTES, measured.route().events(), messages);
    }
}
