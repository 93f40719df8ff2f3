package s3migrate.benchmarks.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import s3migrate.sandbox.lambda.EventSourceMapping;
import s3migrate.sandbox.lambda.FunctionDefinition;
import s3migrate.sandbox.lambda.FunctionLog;
import s3migrate.sandbox.lambda.HostEvent;
import s3migrate.sandbox.lambda.LambdaHost;
import s3migrate.sandbox.sqs.Queue;

/// The worker as it is deployed, in one execution environment, and what its process has used.
final class DeployedWorker implements AutoCloseable {
    private static final String FUNCTION = "s3-migrate-worker";
    private static final String HANDLER = "s3migrate.worker.WorkerHandler::handleRequest";

    /// The default of a deployment.
    static final int MEMORY_MB = 640;

    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// Something the worker consumes without doing anything.
    private static final String NOTHING_TO_DO =
            """
            {"Service": "Amazon S3", "Event": "s3:TestEvent"}\
            """;

    private final LoopbackRoute route;
    private final LambdaHost host;
    private final BlockingQueue<HostEvent> ended;
    private final Path log;
    private double peakMegabytes;

    private DeployedWorker(
            LoopbackRoute route, LambdaHost host, BlockingQueue<HostEvent> ended, Path log) {
        this.route = route;
        this.host = host;
        this.ended = ended;
        this.log = log;
    }

    /// Starts its process, and returns when it has initialised itself.
    ///
    /// @param settings of the worker, beside those that a deployment must write
    static DeployedWorker start(
            LoopbackRoute route, WorkerJvm jvm, Map<String, String> settings, Path log)
            throws InterruptedException {
        var ended = new LinkedBlockingQueue<HostEvent>();
        var host =
                LambdaHost.start(
                        route.sqs(),
                        event -> {
                            if (!(event instanceof HostEvent.Started)) {
                                ended.add(event);
                            }
                        },
                        FunctionLog.to(log));
        var environment = new LinkedHashMap<>(route.environment());
        environment.putAll(jvm.environment());
        environment.putAll(settings);
        var flags = new ArrayList<>(route.tls().jvmOptions());
        flags.addAll(jvm.flags());
        host.deploy(
                FunctionDefinition.of(
                                FUNCTION,
                                asset(),
                                HANDLER,
                                MEMORY_MB,
                                TIMEOUT,
                                LoopbackRoute.role(),
                                LoopbackRoute.REGION)
                        .withEnvironment(environment)
                        .withJvmFlags(flags));
        for (var queue : List.of(route.events(), route.large(), route.batches())) {
            host.map(new EventSourceMapping(FUNCTION, queue, 1, 1, true));
        }
        var worker = new DeployedWorker(route, host, ended, log);
        worker.settle(route.large(), List.of(NOTHING_TO_DO));
        return worker;
    }

    /// The zip file that is deployed, as the build leaves it.
    private static Path asset() {
        var architecture =
                switch (System.getProperty("os.arch")) {
                    case "aarch64", "arm64" -> "aarch_64";
                    default -> "x86_64";
                };
        var home = Path.of(System.getProperty("s3migrate.home", "."));
        return home.resolve("worker/target/worker-linux-%s.zip".formatted(architecture));
    }

    /// Sends these messages, and waits until each is settled.
    ///
    /// @throws IllegalStateException if one is not
    void settle(Queue queue, List<String> messages) throws InterruptedException {
        for (var message : messages) {
            route.sqs().queues().send(queue.url(), message);
        }
        for (int i = 0; i < messages.size(); i++) {
            var event = ended.take();
            if (!(event instanceof HostEvent.Finished(_, _, var usage, var failures))
                    || failures > 0) {
                throw new IllegalStateException("%s; %s says more".formatted(event, log));
            }
            peakMegabytes = usage.peakBytes() / 1e6;
        }
    }

    /// Sends these messages, and waits until the queue is empty: what they lead to is done too.
    void drain(Queue queue, List<String> messages) throws InterruptedException {
        for (var message : messages) {
            route.sqs().queues().send(queue.url(), message);
        }
        while (route.sqs().queues().counts(queue.url()).total() > 0) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        ended.clear();
    }

    /// CPU time of its process since that was started: of its threads, compilers and collector.
    double cpuSeconds() {
        return jvm().cpuSeconds();
    }

    /// Its process.
    Jvm jvm() {
        return ProcessHandle.current()
                .children()
                .filter(child ->
                        child.info()
                                .arguments()
                                .filter(words -> List.of(words).contains(HANDLER))
                                .isPresent())
                .findFirst()
                .map(Jvm::new)
                .orElseThrow(() -> new IllegalStateException("no process of " + HANDLER));
    }

    /// Kills its process, if that is at work; the next message starts another.
    boolean kill() {
        return host.killOneRunning(FUNCTION);
    }

    /// The most memory its process has held so far, in 10^6 bytes.
    double peakMegabytes() {
        return peakMegabytes;
    }

    @Override
    public void close() {
        host.close();
    }
}
