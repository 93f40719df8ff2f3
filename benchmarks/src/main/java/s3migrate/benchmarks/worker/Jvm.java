package s3migrate.benchmarks.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import s3migrate.benchmarks.Watched;

/// A Java program beside ours, of the same JDK.
record Jvm(ProcessHandle process) {
    private static final Pattern LIVE = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

    /// Gaps that a collection left, as not worth moving what is behind them.
    private static final Pattern GAPS =
            Pattern.compile(
                    "^ *\\d+: +\\d+ +(\\d+) +\\S*jdk\\.internal\\.vm\\.Filler", Pattern.MULTILINE);

    private static final double MIB = 1 << 20;

    /// Of all its threads so far; 0 once it has ended.
    double cpuSeconds() {
        return Watched.cpuSeconds(process);
    }

    /// What its heap holds in MiB once a full collection, which it is told to do, has taken the
    /// rest away.
    ///
    /// @throws IOException if it cannot be asked, because it has ended
    double heapMebibytes() throws IOException, InterruptedException {
        var histogram = command("GC.class_histogram");
        return (sum(LIVE, histogram) - sum(GAPS, histogram)) / MIB;
    }

    private static long sum(Pattern rows, String histogram) {
        return rows.matcher(histogram)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private String command(String name) throws IOException, InterruptedException {
        var jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                name)
                        .redirectErrorStream(true)
                        .start();
        try (var said = jcmd.getInputStream()) {
            var text = new String(said.readAllBytes(), UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new IOException("%s of %d: %s".formatted(name, process.pid(), text));
            }
            return text;
        }
    }
}
