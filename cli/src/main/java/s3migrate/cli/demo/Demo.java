package s3migrate.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import s3migrate.cli.options.Written;
import s3migrate.sandbox.lambda.FunctionLog;
import s3migrate.sandbox.lambda.LambdaHost;

/// Moves objects through the whole serverless system in the sandbox, kills a worker on the way, and
/// looks at the result.
///
/// @param directory for everything that is kept on disk
record Demo(Scenario scenario, DemoOptions options, Path directory, Screen screen) {

    /// Queues keep a message a little longer than the functions' time-out, as deployed.
    private static final Duration BEYOND_TIMEOUT = Duration.ofSeconds(5);

    /// Runs it all.
    ///
    /// @return whether everything is as it should be in the end
    boolean run() throws InterruptedException {
        screen.say(
                "Starting a small AWS on this machine: two accounts, S3 over https, SQS, DynamoDB, parameters, Lambda.");
        var log = new HostLog(FunctionLog.to(directory.resolve("functions.log")));
        var visibility = scenario.timeout().plus(BEYOND_TIMEOUT);
        try (var aws = SandboxAws.start(directory, options.port(), visibility);
                var clients = DemoClients.of(aws);
                var host = LambdaHost.start(aws.sqs(), log, log)) {
            sayWhere(aws);
            fillSource(aws);
            var functions = functions(aws, log);
            functions.deploy(host, aws, scenario.timeout(), scenario.partBytes());
            var report = move(new Deployed(aws, host, functions, log), clients);
            report.print(screen.out());
            if (options.keep()) {
                new KeptRunning(aws, screen.out()).untilInterrupted();
            }
            return report.isAsPlanned();
        }
    }

    private void sayWhere(SandboxAws aws) {
        screen.say(
                "  source       s3://%s at %s"
                        .formatted(SandboxAws.SOURCE_BUCKET, aws.source().https()));
        screen.say(
                "  destination  s3://%s/%s at %s, with other credentials"
                        .formatted(
                                SandboxAws.DESTINATION_BUCKET,
                                SandboxAws.DESTINATION_PREFIX,
                                aws.destination().https()));
    }

    /// With what is there before the system is: no event tells of it.
    private void fillSource(SandboxAws aws) throws InterruptedException {
        var before = scenario.before();
        screen.say(
                "Writing %,d objects, %s, before anything is deployed: the comparison has to find them."
                        .formatted(before.size(), Written.bytes(Scenario.bytes(before))));
        new SourceWriter(aws.source()).write(before);
        scenario.planned()
                .map(planned -> SandboxAws.SOURCE_BUCKET + "/" + planned.deniedKey())
                .ifPresent(object -> aws.source().deny("s3:GetObject", object));
        aws.notifyEvents();
    }

    private DemoFunctions functions(SandboxAws aws, HostLog log) {
        var flags = aws.tls().jvmOptions();
        if (options.inProcess() || !LambdaHost.runtimeSupported()) {
            screen.say(
                    "The functions run inside this process, as Lambda's Java runtime is for Linux only: none can be killed.");
            return new InProcessFunctions(flags, log);
        }
        return new DeployedFunctions(flags);
    }

    private DemoReport move(Deployed system, DemoClients clients) throws InterruptedException {
        var start = screen.clock().instant();
        var run = new FirstRun(system, screen).follow();
        int copied = new Copying(system, scenario, screen).follow();
        var copying = screen.since(start);
        screen.say("Comparing both buckets with plain SDK clients.");
        var denied = scenario.planned().map(PlannedFailures::deniedKey);
        var audit = new Audit(clients, screen.clock()).run(denied);
        return new DemoReport(
                scenario.before().size() + scenario.byEvent().size(),
                scenario.bytes(),
                scenario.byEvent().size(),
                run.sent(),
                copied,
                copying,
                EvidenceCounts.of(system.aws()),
                scenario.planned(),
                FailureList.of(system.aws()),
                system.log().counts(),
                system.functions().canBeKilled(),
                audit);
    }
}
