package s3migrate.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Filter;
import s3migrate.route.IgnoreList;
import s3migrate.route.KeyMapping.Mapped;
import s3migrate.route.Route;
import s3migrate.route.Routes;
import s3migrate.route.Routes.Match;

/// From what a message says to the jobs it means, by routes, their filters, and ignore list.
public record Routing(Routes routes, IgnoreList ignored) {

    /// S3 delivers an event within minutes, now and then within hours.
    private static final Duration LATEST_EVENT = Duration.ofDays(1);

    /// What is to be done about an object.
    public sealed interface Decision {

        /// A job on this route.
        record Do(Route route, Job job) implements Decision {}

        /// Nothing, by the user's wish or because its bytes did not change.
        record Skip(ObjectLocation source, String reason) implements Decision {}

        /// Nothing can be done, for a reason a person can act on.
        record Fail(ObjectLocation source, String reason) implements Decision {}
    }

    /// One decision per route that covers the object. A removal is a hint to look like any other:
    /// the object may be there again.
    ///
    /// @param sent when the message was sent, for events that do not say when they happened
    public List<Decision> decide(ObjectEvent event, Instant sent) {
        var source = event.object();
        if (event.kind() == ObjectEvent.Kind.OTHER) {
            return List.of(new Decision.Skip(source, "not about its bytes"));
        }
        if (ignored.ignores(source)) {
            return List.of(new Decision.Skip(source, "on the ignore list"));
        }
        return switch (routes.matching(source)) {
            case Match.Unrouted(var reason) -> List.of(new Decision.Fail(source, reason));
            case Match.Routed(var covering) ->
                    covering.stream().map(route -> decide(event, route, sent)).toList();
        };
    }

    /// An order names both objects, so the ignore list is not asked.
    public Decision decide(OrderedCopy order, Instant sent) {
        if (order.source().equals(order.destination())) {
            return new Decision.Fail(order.source(), "source and destination are the same object");
        }
        var route = routes.ordered(order.source(), order.destination());
        return new Decision.Do(
                route,
                new Job(
                        route.name(),
                        order.source(),
                        order.versionId(),
                        order.destination(),
                        order.size(),
                        order.id(),
                        JobHistory.startingAt(sent)));
    }

    private static Decision decide(ObjectEvent event, Route route, Instant sent) {
        var deletes = route.options().deletes();
        if (event.kind() == ObjectEvent.Kind.REMOVED_BY_LIFECYCLE
                && deletes.extras()
                && !deletes.expired()) {
            // Looked at, it could not be told from an object somebody deleted. One that is there
            // again has an event of its own.
            return new Decision.Skip(event.object(), "expired by a lifecycle rule");
        }
        var leftOut = leftOut(event, route, sent);
        if (leftOut.isPresent()) {
            return new Decision.Skip(event.object(), leftOut.get());
        }
        return switch (route.destinationOf(event.object())) {
            case Mapped.Impossible(var reason) -> new Decision.Fail(event.object(), reason);
            case Mapped.To(var key) ->
                    new Decision.Do(
                            route,
                            new Job(
                                    route.name(),
                                    event.object(),
                                    versionOf(event),
                                    new ObjectLocation(route.destination().bucket(), key),
                                    sizeOf(event),
                                    Optional.empty(),
                                    JobHistory.startingAt(firstSeen(event, sent))));
        };
    }

    /// A message that was sent for an event of long ago, from an archive or by hand, has its time
    /// like any other.
    private static Instant firstSeen(ObjectEvent event, Instant sent) {
        var earliest = sent.minus(LATEST_EVENT);
        return event.time().filter(earliest::isBefore).orElse(sent);
    }

    /// Of an object that is gone only its name is left.
    private static Optional<String> leftOut(ObjectEvent event, Route route, Instant sent) {
        var filter = route.options().filter();
        var name = route.name(event.object().key());
        if (event.kind() != ObjectEvent.Kind.CREATED) {
            return filter.leavesOut(name) ? Optional.of("left out by its name") : Optional.empty();
        }
        return filter.reason(
                new Filter.Known(name, event.size(), event.time(), Optional.empty()), sent);
    }

    /// A removal names the delete marker or the version that went, not one to copy.
    private static Optional<String> versionOf(ObjectEvent event) {
        return event.kind() == ObjectEvent.Kind.CREATED ? event.versionId() : Optional.empty();
    }

    private static OptionalLong sizeOf(ObjectEvent event) {
        return event.kind() == ObjectEvent.Kind.CREATED ? event.size() : OptionalLong.empty();
    }
}
