package s3migrate.cli.demo;

import java.time.Duration;
import s3migrate.cli.options.Written;

/// The comparison, started as the schedule does.
record FirstRun(Deployed system, Screen screen) {

    private static final Duration POLL = Duration.ofMillis(100);

    /// After that the run may go on beside the events.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// Returns when the jobsender has handed everything over, or given up. It looks later whether
    /// all jobs have ended.
    RunFindings follow() throws InterruptedException {
        screen.say("Sending the schedule's message: the jobsender compares both buckets.");
        var start = screen.clock().instant();
        var aws = system.aws();
        aws.requestRun();
        var runs = aws.queues().runs().queue().url();
        while (aws.sqs().queues().counts(runs).due() > 0
                && screen.since(start).compareTo(PATIENCE) < 0) {
            screen.sleeper().sleep(POLL);
        }
        var run = RunFindings.of(aws.tables());
        screen.say(
                "  %,d missing, %,d handed over to the workers after %s"
                        .formatted(run.missing(), run.sent(), Written.time(screen.since(start))));
        return run;
    }
}
