package s3migrate.doctor;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import s3migrate.route.BucketPrefix;
import s3migrate.store.BucketSetup.Listener;

/// Who else is told of new objects: at the source they stand in the way of notifications of ours,
/// at the destination each copy calls them.
record ListenersCheck(End end) implements SetupCheck {

    @Override
    public String of() {
        return "notifications";
    }

    @Override
    public String action() {
        return "s3:GetBucketNotification";
    }

    @Override
    public List<Observation> see() {
        var told =
                end.setup().listeners(end.bucket()).stream()
                        .filter(Listener::hearsCreation)
                        .filter(listener ->
                                new BucketPrefix(end.bucket(), listener.prefix())
                                        .overlaps(end.range()))
                        .toList();
        if (told.isEmpty()) {
            return List.of(Observation.ok(subject(), "nobody else is told of new objects"));
        }
        var bridge = told.stream().filter(this::isBridge).map(Listener::whom);
        var direct = told.stream().filter(listener -> !isBridge(listener));
        return switch (end.side()) {
            case SOURCE ->
                    Stream.concat(source(direct.toList()), bridge.map(this::bridge)).toList();
            case DESTINATION -> List.of(destination(told));
        };
    }

    private boolean isBridge(Listener listener) {
        return listener.whom().equals("EventBridge");
    }

    private Observation bridge(String whom) {
        return Observation.ok(subject(), whom + " is told, which stands in nobody's way");
    }

    private Stream<Observation> source(List<Listener> direct) {
        return direct.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        Observation.note(
                                subject(),
                                names(direct) + " told of new objects",
                                "S3 takes no second notification for the same events and an overlapping prefix: to have new objects copied as they arrive, share theirs by SNS, or use EventBridge"));
    }

    private Observation destination(List<Listener> told) {
        return Observation.warn(
                subject(),
                names(told) + " told of each copy",
                "a first comparison of many objects calls them as many times",
                "see that they bear it, or take the notification away until the first comparison is over");
    }

    private static String names(List<Listener> told) {
        return told.stream().map(Listener::whom).distinct().collect(Collectors.joining(", "))
                + (told.size() == 1 ? " is" : " are");
    }
}
