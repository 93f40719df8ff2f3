package s3migrate.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import s3migrate.cli.options.Written;

/// Writes the objects that come by event, and follows all copies until nothing more is to come:
/// shows them, and stages the kill. One thread.
final class Copying {

    private static final Duration POLL = Duration.ofMillis(200);

    /// A message may be between two queues when they are looked at one after the other.
    private static final int CALM_LOOKS = 4;

    /// As many where something has not arrived: its event may be late.
    private static final int LONG_CALM_LOOKS = 25;

    /// Nothing has arrived for so long although there are messages: something is wrong.
    private static final Duration STUCK = Duration.ofSeconds(90);

    private final Deployed system;
    private final Scenario scenario;
    private final Screen screen;
    private final Arrivals arrivals;
    private final Progress progress;
    private final StagedKill kill;

    Copying(Deployed system, Scenario scenario, Screen screen) {
        this.system = system;
        this.scenario = scenario;
        this.screen = screen;
        var destination = system.aws().destination();
        var expected = scenario.expected();
        arrivals = new Arrivals(destination, expected);
        progress = new Progress(screen, new Rate.Amount(expected.size(), Scenario.bytes(expected)));
        kill =
                new StagedKill(
                        scenario.kill(),
                        destination::limitBandwidth,
                        () -> system.host().killRunning(DemoFunctions.WORKER));
    }

    /// Returns when all queues stay empty, or when nothing has moved for too long.
    ///
    /// @return objects that have arrived
    int follow() throws InterruptedException {
        var byEvent = scenario.byEvent();
        screen.say(
                "Writing %,d more, %s: their events start copies.%s"
                        .formatted(
                                byEvent.size(),
                                Written.bytes(Scenario.bytes(byEvent)),
                                system.functions().canBeKilled()
                                        ? " On the way, all workers at work are killed hard."
                                        : ""));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writing = threads.submit(this::write);
            try {
                follow(writing);
                writing.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failed);
            } finally {
                threads.shutdownNow();
            }
        }
        system.aws().destination().limitBandwidth(0);
        return arrivals.now().objects();
    }

    private Void write() throws InterruptedException {
        var aws = system.aws();
        if (scenario.planned().isPresent()) {
            String message = scenario.planned().get().malformed();
            aws.sqs().queues().send(aws.queues().events().queue().url(), message);
        }
        new SourceWriter(aws.source()).write(scenario.byEvent());
        return null;
    }

    private void follow(Future<?> writing) throws InterruptedException {
        var last = new Rate.Amount(0, 0);
        Instant moved = screen.clock().instant();
        int calm = 0;
        while (calm < (arrivals.complete() ? CALM_LOOKS : LONG_CALM_LOOKS)
                && writing.state() != Future.State.FAILED) {
            var now = look();
            if (!now.equals(last) || !writing.isDone()) {
                last = now;
                moved = screen.clock().instant();
            } else if (screen.since(moved).compareTo(STUCK) > 0) {
                progress.end(now);
                screen.say("Nothing has moved for %s.".formatted(Written.time(STUCK)));
                return;
            }
            calm = writing.isDone() && noMessages() ? calm + 1 : 0;
            screen.sleeper().sleep(POLL);
        }
        progress.end(arrivals.now());
    }

    private Rate.Amount look() {
        arrivals.look();
        if (system.functions().canBeKilled()) {
            kill.look(arrivals);
        }
        var now = arrivals.now();
        progress.show(now, system.log().counts().kills());
        return now;
    }

    private boolean noMessages() throws InterruptedException {
        var queues = system.aws().queues();
        var sqs = system.aws().sqs().queues();
        for (var queue : queues.ofWorkers()) {
            if (sqs.counts(queue.queue().url()).total() > 0) {
                return false;
            }
        }
        return sqs.counts(queues.runs().queue().url()).due() == 0;
    }
}
