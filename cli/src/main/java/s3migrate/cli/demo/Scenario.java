package s3migrate.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the demo moves, and what it does to the system meanwhile.
///
/// @param before objects that are there before anything runs: the comparison has to find them
/// @param byEvent objects that are written while everything runs, largest first
/// @param planned what is to fail
/// @param partBytes of multipart uploads
/// @param timeout of the functions
/// @param kill when a worker is killed
record Scenario(
        List<DemoObject> before,
        List<DemoObject> byEvent,
        Optional<PlannedFailures> planned,
        long partBytes,
        Duration timeout,
        KillPlan kill) {

    private static final long MIB = 1L << 20;

    /// From this size on the largest object is under way long enough to be hit in its middle.
    private static final long WORTH_HITTING = 48 * MIB;

    /// About half a minute, and three invocations for the large object: the link is narrow all the
    /// time.
    static Scenario brief() {
        var objects = GeneratedObjects.few();
        long rate = 20 * MIB;
        return of(
                objects,
                Optional.of(PlannedFailures.GENERATED),
                8 * MIB,
                Duration.ofSeconds(10),
                new KillPlan(Optional.of(largest(objects).key()), 64 * MIB, rate, rate));
    }

    /// As fast as this machine is, but for the moments before the kill.
    static Scenario full() {
        return of(GeneratedObjects.many(), Optional.of(PlannedFailures.GENERATED));
    }

    /// The user's own files, none of which is to fail.
    static Scenario ofFiles(List<DemoObject> files) {
        return of(files, Optional.empty());
    }

    private static Scenario of(List<DemoObject> objects, Optional<PlannedFailures> planned) {
        var largest = largest(objects);
        var kill =
                largest.size() < WORTH_HITTING
                        ? new KillPlan(Optional.empty(), bytes(objects) / 2, 0, 0)
                        : new KillPlan(
                                Optional.of(largest.key()),
                                Math.min(largest.size() / 3, 256 * MIB),
                                40 * MIB,
                                0);
        return of(objects, planned, 16 * MIB, Duration.ofSeconds(20), kill);
    }

    /// Every other object is there before, by size, so that both halves weigh about the same.
    private static Scenario of(
            List<DemoObject> objects,
            Optional<PlannedFailures> planned,
            long partBytes,
            Duration timeout,
            KillPlan kill) {
        var sorted =
                objects.stream()
                        .sorted(Comparator.comparingLong(DemoObject::size).reversed())
                        .toList();
        var byEvent = new ArrayList<DemoObject>();
        var before = new ArrayList<DemoObject>();
        for (var object : sorted) {
            (byEvent.size() > before.size() ? before : byEvent).add(object);
        }
        return new Scenario(
                List.copyOf(before), List.copyOf(byEvent), planned, partBytes, timeout, kill);
    }

    private static DemoObject largest(List<DemoObject> objects) {
        return objects.stream().max(Comparator.comparingLong(DemoObject::size)).orElseThrow();
    }

    /// All objects of the source.
    Stream<DemoObject> objects() {
        return Stream.concat(before.stream(), byEvent.stream());
    }

    /// Those that are to arrive.
    List<DemoObject> expected() {
        return objects()
                .filter(object ->
                        planned.map(PlannedFailures::deniedKey)
                                .filter(object.key()::equals)
                                .isEmpty())
                .toList();
    }

    /// Of all objects together.
    long bytes() {
        return bytes(objects().toList());
    }

    static long bytes(List<DemoObject> objects) {
        return objects.stream().mapToLong(DemoObject::size).sum();
    }
}
