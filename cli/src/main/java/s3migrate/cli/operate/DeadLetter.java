package s3migrate.cli.operate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import s3migrate.job.Batch;
import s3migrate.job.Job;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.OrderedCopy;
import s3migrate.job.Routing;
import s3migrate.job.Slice;
import s3migrate.route.QueueAddress;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;

/// A message in a dead-letter queue, and what it asked for.
///
/// @param queue the one it was given up from, by the word people use
/// @param cause one word; empty where SQS itself moved the message, after too many receives
/// @param jobs the objects it is about, as far as it tells any
/// @param readable whether anybody can do what it says
/// @param routes the names of those it is about
record DeadLetter(
        String queue,
        QueueAddress address,
        String receipt,
        String body,
        Instant sent,
        String cause,
        String reason,
        List<Job> jobs,
        boolean readable,
        Set<String> routes) {

    /// How it came to us.
    ///
    /// @param sent when it was put into the dead-letter queue, or first sent where SQS moved it
    record Received(
            DeployedSystem.NamedQueue queue,
            String receipt,
            String body,
            Instant sent,
            Map<String, String> attributes) {}

    static DeadLetter of(Received from, Routing routing) {
        boolean run = from.queue().name().equals("runs");
        var jobs = run ? List.<Job>of() : jobs(from, routing);
        var routes = run ? routeOfRun(from.body()) : jobs.stream().map(Job::route);
        return new DeadLetter(
                from.queue().name(),
                from.queue().address(),
                from.receipt(),
                from.body(),
                from.sent(),
                from.attributes().getOrDefault("cause", ""),
                from.attributes()
                        .getOrDefault(
                                "reason",
                                "received again and again, and each time its worker ended before it could say why: out of memory or time; its log says which"),
                jobs,
                run
                        ? !(RunMessages.decode(from.body()) instanceof RunRequest.Malformed)
                        : !(Messages.decode(from.body()) instanceof Message.Malformed),
                routes.collect(Collectors.toSet()));
    }

    private static List<Job> jobs(Received from, Routing routing) {
        return switch (Messages.decode(from.body())) {
            case Message.SingleJob(var job) -> List.of(job);
            case Message.Continuation(var job, _) -> List.of(job);
            case Slice slice -> List.of(slice.job());
            case Batch batch -> batch.jobs();
            case OrderedCopy order -> jobs(Stream.of(routing.decide(order, from.sent())));
            case Message.Events events ->
                    jobs(
                            events.events().stream()
                                    .flatMap(event -> routing.decide(event, from.sent()).stream()));
            case Message.Sweep _, Message.TestEvent _, Message.Malformed _ -> List.of();
        };
    }

    private static List<Job> jobs(Stream<Routing.Decision> decisions) {
        return decisions
                .flatMap(decision ->
                        decision instanceof Routing.Decision.Do(_, var job)
                                ? Stream.of(job)
                                : Stream.empty())
                .toList();
    }

    private static Stream<String> routeOfRun(String body) {
        return switch (RunMessages.decode(body)) {
            case RunRequest.Start(var route, _) -> Stream.of(route);
            case RunRequest.Go go -> Stream.of(go.route());
            case RunRequest.Check(var route, _, _) -> Stream.of(route);
            case RunRequest.StartAll _, RunRequest.Malformed _ -> Stream.empty();
        };
    }

    /// Whether SQS itself gave it up, and nobody wrote down why.
    boolean movedBySqs() {
        return cause.isEmpty();
    }

    /// What failures like it have in common.
    FailureCause common() {
        var objects = jobs.stream().flatMap(job -> Stream.of(job.source(), job.destination()));
        var found = FailureCause.of(reason, objects.toList());
        return found.missing().isPresent() || cause.isEmpty()
                ? found
                : new FailureCause(cause + ": " + found.name(), Optional.empty());
    }
}
