package s3migrate.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A program that makes the keys of one bucket under a prefix be in another.
///
/// @param through whether the bytes pass through it, or S3 copies them
/// @param command with SOURCE, DESTINATION and PREFIX where these are to stand
record Peer(String name, boolean through, List<String> command, Map<String, String> environment) {
    Peer {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// With more in its environment.
    Peer with(Map<String, String> more) {
        var all = new TreeMap<>(environment);
        all.putAll(more);
        return new Peer(name, through, command, all);
    }

    /// What runs it.
    ProcessBuilder sync(String destination, String prefix) {
        var words = new ArrayList<String>();
        for (var word : command) {
            words.add(
                    word.replace("SOURCE", Buckets.SOURCE)
                            .replace("DESTINATION", destination)
                            .replace("PREFIX", prefix));
        }
        var builder = new ProcessBuilder(words);
        // rclone refuses it beside its own option.
        builder.environment().remove("AWS_CA_BUNDLE");
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true);
    }
}
