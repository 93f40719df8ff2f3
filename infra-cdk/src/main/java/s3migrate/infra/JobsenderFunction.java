package s3migrate.infra;

import s3migrate.infra.Program.Definition;
import s3migrate.route.JobsenderSettings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.targets.SqsSendMessage;
import software.constructs.Construct;

/// The jobsender with its queue, and the schedule that starts it.
final class JobsenderFunction {

    /// The id of the schedule, in the scope of the jobsender.
    static final String SCHEDULE = "Comparison";

    private static final String HANDLER = "s3migrate.jobsender.JobsenderHandler::handleRequest";

    /// Starts a run of every route: `docs/contracts.md`, runs.
    private static final String RUN_ALL = "{\"v\": 1, \"type\": \"run\", \"reason\": \"schedule\"}";

    private JobsenderFunction() {}

    static Program of(Construct scope, Parts parts) {
        var jobsender =
                new Program(
                        scope,
                        "Jobsender",
                        new Definition(
                                "s3-migrate-jobsender",
                                "Compares both sides of routes: runs to jobs",
                                HANDLER,
                                parts.assets().jobsender(),
                                parts.features().architecture(),
                                parts.migration().jobsender(),
                                parts.migration().logRetentionDays(),
                                parts.features().detectsLoops(),
                                parts.environment(JobsenderSettings.names()),
                                Rights.ofJobsender(parts)));
        jobsender.take("FromRuns", parts.queues().runs(), 1);
        schedule(scope, parts);
        return jobsender;
    }

    private static void schedule(Construct scope, Parts parts) {
        Schedule.Builder.create(scope, SCHEDULE)
                .scheduleName("s3-migrate-comparison")
                .description("Starts a comparison of every route")
                .schedule(
                        ScheduleExpression.rate(
                                Duration.minutes(parts.migration().compareEveryMinutes())))
                .target(
                        SqsSendMessage.Builder.create(parts.queues().runs().queue())
                                .input(ScheduleTargetInput.fromText(RUN_ALL))
                                .build())
                .build();
    }
}
