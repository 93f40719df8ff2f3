package s3migrate.cli.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import s3migrate.sandbox.lambda.FunctionLog;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.time.Sleeper;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/// Moves objects through the whole serverless system in the sandbox, kills a worker on the way, and
/// looks at the result.
final class Demo {

    private static final Duration POLL = Duration.ofMillis(200);

    /// Nothing has changed at the destination for so long: something is wrong.
    private static final Duration STUCK = Duration.ofSeconds(90);

    private static final int MAX_PARTS = 10_000;

    private final DemoSize size;
    private final Path directory;
    private final int port;
    private final PrintStream out;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final boolean terminal;

    Demo(
            DemoSize size,
            Path directory,
            int port,
            PrintStream out,
            InstantSource clock,
            Sleeper sleeper,
            boolean terminal) {
        this.size = size;
        this.directory = directory;
        this.port = port;
        this.out = out;
        this.clock = clock;
        this.sleeper = sleeper;
        this.terminal = terminal;
    }

    /// Runs it all.
    ///
    /// @return whether everything is equal in the end
    boolean run() throws InterruptedException {
        out.println(
                "Starting a small AWS on this machine: two accounts, S3 over https, SQS, DynamoDB, parameters, Lambda.");
        var hostLog = new HostLog(FunctionLog.to(directory.resolve("worker.log")));
        try (var aws = SandboxAws.start(directory, port, visibility());
                var clients = DemoClients.of(aws);
                var host = LambdaHost.start(aws.sqs(), hostLog, hostLog)) {
            out.println(
                    "  source       s3://%s at %s"
                            .formatted(SandboxAws.SOURCE_BUCKET, aws.source().https()));
            out.println(
                    "  destination  s3://%s/%s at %s, with other credentials"
                            .formatted(
                                    SandboxAws.DESTINATION_BUCKET,
                                    SandboxAws.DESTINATION_PREFIX,
                                    aws.destination().https()));
            aws.destination().limitBandwidth(size.bytesPerSecond());
            WorkerFunction.deploy(host, aws, size.timeout(), settings());
            return move(aws, clients, host, hostLog);
        }
    }

    private boolean move(SandboxAws aws, DemoClients clients, LambdaHost host, HostLog hostLog)
            throws InterruptedException {
        var objects = objects();
        long bytes = objects.stream().mapToLong(DemoObject::size).sum();
        out.println(
                "Writing %,d small objects and one of %,d MiB to the source; their events start the copies."
                        .formatted(size.smallObjects(), size.largeBytes() >> 20));
        var start = clock.instant();
        objects.forEach(object -> write(clients, object));
        boolean arrived = follow(aws, host, hostLog, objects.size(), bytes);
        var elapsed = Duration.between(start, clock.instant());
        out.println("Comparing both buckets with plain SDK clients.");
        aws.destination().limitBandwidth(0);
        var audit = new Audit(clients, SandboxAws.DESTINATION_PREFIX).run();
        int failed =
                deadLetters(aws)
                        + (arrived
                                ? 0
                                : objects.size()
                                        - aws.destination()
                                                .keys(SandboxAws.DESTINATION_BUCKET)
                                                .size());
        var report =
                new DemoReport(
                        objects.size(),
                        failed,
                        elapsed,
                        DemoReport.evidence(aws.tables()),
                        hostLog.counts(),
                        audit);
        report.print(out);
        if (!report.allEqual()) {
            out.println("The worker's log is " + directory.resolve("worker.log"));
        }
        return report.allEqual();
    }

    private List<DemoObject> objects() {
        return Stream.concat(
                        IntStream.range(0, size.smallObjects()).mapToObj(DemoObject::small),
                        Stream.of(DemoObject.large(size.largeBytes())))
                .toList();
    }

    private static void write(DemoClients clients, DemoObject object) {
        ContentStreamProvider content = object::open;
        clients.source()
                .putObject(
                        put -> {
                            put.bucket(SandboxAws.SOURCE_BUCKET)
                                    .key(object.key())
                                    .contentType(object.contentType())
                                    .metadata(object.metadata());
                            object.cacheControl().ifPresent(put::cacheControl);
                        },
                        RequestBody.fromContentProvider(
                                content, object.size(), object.contentType()));
    }

    /// Shows progress and kills the worker of the large object once, until everything is there and
    /// the queues are empty.
    ///
    /// @return false if nothing moved for too long
    private boolean follow(
            SandboxAws aws, LambdaHost host, HostLog hostLog, int objects, long bytes)
            throws InterruptedException {
        var progress = new Progress(out, clock, terminal);
        boolean killed = false;
        long last = -1;
        Instant moved = clock.instant();
        while (true) {
            long large = uploadedBytes(aws);
            if (!killed && large >= size.killAfterBytes()) {
                killed = host.killRunning(WorkerFunction.NAME) > 0;
            }
            var state = state(aws, hostLog, objects, bytes, large);
            if (state.objects() == objects && idle(aws)) {
                progress.end(state);
                return true;
            }
            progress.show(state);
            if (state.bytes() != last) {
                last = state.bytes();
                moved = clock.instant();
            } else if (Duration.between(moved, clock.instant()).compareTo(STUCK) > 0) {
                progress.end(state);
                return false;
            }
            sleeper.sleep(POLL);
        }
    }

    private static Progress.State state(
            SandboxAws aws, HostLog hostLog, int objects, long bytes, long uploading) {
        var there = aws.destination().keys(SandboxAws.DESTINATION_BUCKET);
        long complete =
                there.stream()
                        .flatMap(key ->
                                aws
                                        .destination()
                                        .object(SandboxAws.DESTINATION_BUCKET, key)
                                        .stream())
                        .mapToLong(object -> object.size())
                        .sum();
        var counts = hostLog.counts();
        return new Progress.State(
                there.size(),
                objects,
                complete + uploading,
                bytes,
                counts.invocations(),
                counts.kills());
    }

    private static long uploadedBytes(SandboxAws aws) {
        return aws.destination().openUploads(SandboxAws.DESTINATION_BUCKET).stream()
                .flatMap(upload -> upload.partsAfter(0, MAX_PARTS).stream())
                .mapToLong(part -> part.blob().length())
                .sum();
    }

    private static boolean idle(SandboxAws aws) throws InterruptedException {
        for (var queue : List.of(aws.events(), aws.large(), aws.batches())) {
            var counts = aws.sqs().queues().counts(queue.queue().url());
            if (counts.visible() + counts.inFlight() + counts.delayed() > 0) {
                return false;
            }
        }
        return true;
    }

    private static int deadLetters(SandboxAws aws) throws InterruptedException {
        int count = 0;
        for (var queue : List.of(aws.events(), aws.large(), aws.batches())) {
            count += aws.sqs().queues().counts(queue.deadLetters().url()).visible();
        }
        return count;
    }

    /// As a deployment has it: a little above the function's time-out.
    private Duration visibility() {
        return size.timeout().plusSeconds(5);
    }

    /// Minutes of a deployment are seconds here.
    private Map<String, String> settings() {
        return Map.of(
                "PartMiB", Long.toString(size.partBytes() >> 20),
                "SmallMiB", "8",
                "MaxThread", "4",
                "MarginSeconds", "2",
                "CompleteMarginSeconds", "1",
                "VisibilitySeconds", "3",
                "LeaseSeconds", "3",
                "SettleSeconds", "3",
                "BackoffSeconds", "1");
    }
}
