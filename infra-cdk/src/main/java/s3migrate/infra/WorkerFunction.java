package s3migrate.infra;

import s3migrate.infra.Program.Definition;
import s3migrate.route.WorkerSettings;
import software.constructs.Construct;

/// The worker with its three queues.
final class WorkerFunction {

    private static final String HANDLER = "s3migrate.worker.WorkerHandler::handleRequest";

    /// Events are small and many, and the worker settles them one by one.
    private static final int EVENTS_AT_ONCE = 10;

    private WorkerFunction() {}

    static Program of(Construct scope, Parts parts) {
        var architecture = parts.features().architecture();
        var worker =
                new Program(
                        scope,
                        "Worker",
                        new Definition(
                                "s3-migrate-worker",
                                "Copies objects: messages to transfers",
                                HANDLER,
                                parts.assets().worker(architecture),
                                architecture,
                                parts.migration().worker(),
                                parts.migration().logRetentionDays(),
                                parts.features().detectsLoops(),
                                parts.environment(WorkerSettings.names()),
                                Rights.ofWorker(parts)));
        worker.take("FromEvents", parts.queues().events(), EVENTS_AT_ONCE);
        worker.take("FromBatches", parts.queues().batches(), 1);
        worker.take("FromLarge", parts.queues().large(), 1);
        return worker;
    }
}
