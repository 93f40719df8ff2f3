package s3migrate.cli.worker;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.options.Checked;
import s3migrate.cli.options.Refusals;
import s3migrate.job.sqs.SqsBatchSender;
import s3migrate.job.sqs.SqsClients;
import s3migrate.job.sqs.SqsJobQueue;
import s3migrate.job.sqs.SqsReceiver;
import s3migrate.log.EventLog;
import s3migrate.price.Meter;
import s3migrate.route.SettingsException;
import s3migrate.route.ssm.SsmParameters;
import s3migrate.time.Sleeper;
import s3migrate.worker.Worker;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;

/// `s3migrate worker`: works on the queues of a deployed system, without Lambda's time limit.
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "Works on the queues of a deployed system until it is ended by SIGTERM.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:an error of the JVM, such as no memory: start another",
            "2:wrong usage",
            "3:could not start",
            "143:ended by SIGTERM, with everything finished or handed over"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  s3migrate worker",
            "  s3migrate worker --events 40 --port 8080 --drain-seconds 100",
            "",
            "Settings are those of the worker function, from the environment. Without EventsQueueUrl"
                    + " the deployed system is found by the parameter s3_migrate_stack."
        })
public final class WorkerCommand implements Callable<Integer>, Checked {

    /// How long a queue is asked for messages at a time. A stop takes up to this long where nothing
    /// is at work.
    private static final Duration WAIT = Duration.ofSeconds(5);

    /// What is more is taken for a slip of the hand.
    private static final int MOST = 100_000;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "10",
            description = "Messages of the events queue at once (${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "Batches at once (${DEFAULT-VALUE}), each with MaxThread objects at once.")
    private int batches;

    @Option(
            names = "--large",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "Large objects or slices at once (${DEFAULT-VALUE}), each with MaxThread parts at once.")
    private int large;

    @Option(
            names = "--drain-seconds",
            paramLabel = "S",
            defaultValue = "25",
            description =
                    "After SIGTERM, time to finish or hand over what is at work (${DEFAULT-VALUE}).")
    private int drainSeconds;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where /health and /metrics are (${DEFAULT-VALUE}); 0 is any free port.")
    private int port;

    @Override
    public List<Runnable> checks(Refusals refusals) {
        return List.of(
                () -> refusals.unlessWithin("--events", events, 1, MOST),
                () -> refusals.unlessWithin("--batches", batches, 1, MOST),
                () -> refusals.unlessWithin("--large", large, 1, MOST),
                () -> refusals.unlessWithin("--drain-seconds", drainSeconds, 1, MOST),
                () -> refusals.unlessWithin("--port", port, 0, 65_535));
    }

    @Override
    public Integer call() throws InterruptedException {
        var log = new EventLog(System.out);
        var container = start(log);
        var status = StatusServer.start(port, container::health, container::metrics);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(container)));
        container.start();
        log.info("worker_listens", Map.of("port", status.port()));
        new CountDownLatch(1).await();
        throw new IllegalStateException("the end of a worker is the end of its process");
    }

    private ContainerWorker start(EventLog log) {
        try {
            var environment =
                    StackSettings.of(System.getenv(), new SsmParameters(SsmClient.create()));
            return of(Worker.start(environment, System.out, events + batches + large), log);
        } catch (SettingsException | SdkClientException wrong) {
            throw new CouldNotStart(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private ContainerWorker of(Worker worker, EventLog log) {
        var settings = worker.settings();
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var sqs = SqsClients.countedBy(Meter.NONE);
        var drain = new Drain(clock);
        var receiver = new SqsReceiver(sqs);
        var visibility = settings.times().visibility();
        var shared =
                new QueuePoller.Shared(
                        (queue, most) -> receiver.receive(queue, most, WAIT, visibility),
                        worker::settle,
                        new SqsJobQueue(
                                sqs,
                                settings.batches().url(),
                                settings.large().url(),
                                new SqsBatchSender(sqs, Sleeper.system(), random)),
                        drain,
                        Executors.newVirtualThreadPerTaskExecutor(),
                        Sleeper.system(),
                        random,
                        log,
                        Runtime.getRuntime()::halt);
        var pollers =
                List.of(
                        new QueuePoller("events", settings.events(), events, shared),
                        new QueuePoller("batches", settings.batches(), batches, shared),
                        new QueuePoller("large", settings.large(), large, shared));
        return new ContainerWorker(worker, drain, pollers, clock, log);
    }

    private void end(ContainerWorker container) {
        try {
            container.drain(Duration.ofSeconds(drainSeconds));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
