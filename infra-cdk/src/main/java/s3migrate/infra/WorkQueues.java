package s3migrate.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import s3migrate.infra.migration.Migration;
import software.constructs.Construct;

/// The four queues. Each has its own concurrency, so that a million differences never delay a new
/// object, and a large one never waits behind a backlog of small ones.
record WorkQueues(WorkQueue events, WorkQueue batches, WorkQueue large, WorkQueue runs) {

    static WorkQueues of(Construct scope, Migration migration) {
        var worker = migration.worker().visibility();
        return new WorkQueues(
                new WorkQueue(scope, "Events", "s3-migrate-events", worker),
                new WorkQueue(scope, "Batches", "s3-migrate-batches", worker),
                new WorkQueue(scope, "Large", "s3-migrate-large", worker),
                new WorkQueue(
                        scope, "Runs", "s3-migrate-runs", migration.jobsender().visibility()));
    }

    List<WorkQueue> all() {
        return List.of(events, batches, large, runs);
    }

    /// Those the worker takes messages from.
    List<WorkQueue> ofWorker() {
        return List.of(events, batches, large);
    }

    /// The settings that say where they are.
    Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        put(settings, "Events", events);
        put(settings, "Batches", batches);
        put(settings, "Large", large);
        put(settings, "Runs", runs);
        return settings;
    }

    private static void put(Map<String, String> settings, String name, WorkQueue queue) {
        settings.put(name + "QueueUrl", queue.queue().getQueueUrl());
        settings.put(name + "DeadLetterQueueUrl", queue.deadLetters().getQueueUrl());
    }
}
