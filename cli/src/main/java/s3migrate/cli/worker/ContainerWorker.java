package s3migrate.cli.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import s3migrate.log.EventLog;
import s3migrate.time.Deadline;
import s3migrate.time.Heartbeat;
import s3migrate.worker.Worker;

/// A worker that takes its messages from the queues itself, until it is told to end.
final class ContainerWorker {

    /// How often what was measured is written, as a Lambda function does after each invocation.
    private static final Duration WRITTEN = Duration.ofMinutes(1);

    private final Worker worker;
    private final Drain drain;
    private final List<QueuePoller> pollers;
    private final ExecutorService polling = Executors.newVirtualThreadPerTaskExecutor();
    private final InstantSource clock;
    private final EventLog log;

    ContainerWorker(
            Worker worker,
            Drain drain,
            List<QueuePoller> pollers,
            InstantSource clock,
            EventLog log) {
        this.worker = worker;
        this.drain = drain;
        this.pollers = List.copyOf(pollers);
        this.clock = clock;
        this.log = log;
    }

    /// Takes messages until `drain`.
    void start() {
        pollers.forEach(polling::execute);
        var _ = Heartbeat.system().every(WRITTEN, worker::flush);
    }

    /// Takes no further messages, and waits for those at hand: each is done, or handed over with
    /// what it has come to. What neither fits into `grace` comes back by itself, as after a kill.
    void drain(Duration grace) throws InterruptedException {
        drain.begin(grace);
        log.info("draining", Map.of("in_flight", inFlight(), "seconds", grace.toSeconds()));
        var end = Deadline.in(grace, clock);
        polling.shutdown();
        boolean idle = polling.awaitTermination(end.remaining().toMillis(), TimeUnit.MILLISECONDS);
        for (var poller : pollers) {
            idle &= poller.awaitIdle(end.remaining());
        }
        worker.flush();
        if (idle) {
            log.info("drained", Map.of());
        } else {
            log.warn("drain_cut_short", Map.of("in_flight", inFlight()));
        }
    }

    private int inFlight() {
        return pollers.stream().mapToInt(QueuePoller::inFlight).sum();
    }

    /// 200 while polling works.
    StatusServer.Health health() {
        if (drain.begun()) {
            return new StatusServer.Health(false, "draining");
        }
        var troubles = new ArrayList<String>();
        for (var poller : pollers) {
            poller.trouble().ifPresent(why -> troubles.add(poller.name() + ": " + why));
        }
        return troubles.isEmpty()
                ? new StatusServer.Health(true, "polling")
                : new StatusServer.Health(false, String.join("\n", troubles));
    }

    /// For Prometheus.
    String metrics() {
        return PrometheusText.of(worker.measured(), pollers);
    }
}
