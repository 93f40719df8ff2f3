package s3migrate.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.Watched;

/// Runs programs one after the other, and compares the first with each of the others.
///
/// @param check says whether a destination is as its source; empty if there is nobody to ask
record Runs(Buckets buckets, Optional<Peer> check) {

    private record Run(Peer peer, Watched took) {}

    /// Ratios of programs that each fill a new bucket, or find it filled.
    ///
    /// @param prepare is told the name of each bucket
    List<Figure> ratios(String scene, List<Peer> peers, String prefix, Consumer<String> prepare)
            throws IOException, InterruptedException {
        var runs = new ArrayList<Run>();
        for (var peer : peers) {
            var destination = "%s-%s".formatted(scene.replace('_', '-'), peer.name());
            buckets.createDestination(destination);
            prepare.accept(destination);
            try {
                var run = new Run(peer, Watched.run(logged(peer.sync(destination, prefix))));
                if (check.isPresent()) {
                    Watched.run(logged(check.get().sync(destination, prefix)));
                }
                runs.add(run);
            } catch (IllegalStateException failed) {
                System.err.printf(
                        "benchmarks: %s of %s is left out: %s%n",
                        scene, peer.name(), failed.getMessage());
            }
        }
        if (runs.isEmpty() || !runs.getFirst().peer().equals(peers.getFirst())) {
            throw new IllegalStateException(scene + ": ours failed");
        }
        var figures = new ArrayList<Figure>();
        for (var other : runs.subList(1, runs.size())) {
            figures.addAll(ratios(scene, runs.getFirst().took(), other));
        }
        return figures;
    }

    private ProcessBuilder logged(ProcessBuilder command) {
        var log = buckets.directory().path().resolve("programs.log").toFile();
        return command.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    private static List<Figure> ratios(String scene, Watched ours, Run other) {
        var name = "%s_to_%s_".formatted(scene, other.peer().name().replace('-', '_'));
        var its = other.took();
        return List.of(
                ratio(name + "time", ours.seconds(), its.seconds(), "s"),
                ratio(name + "cpu", ours.cpuSeconds(), its.cpuSeconds(), "CPU-s"),
                ratio(name + "memory", ours.peakMegabytes(), its.peakMegabytes(), "MB"));
    }

    private static Figure ratio(String name, double ours, double its, String unit) {
        return Figure.of(name, ours / its).noted("%.1f to %.1f %s".formatted(ours, its, unit));
    }
}
