package s3migrate.benchmarks.listing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import s3migrate.benchmarks.TemporaryDirectory;

/// A listing server in a JVM of its own, and comparisons against it, each in another.
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    /// What a comparison took.
    ///
    /// @param lists pages it asked for
    record Result(KeySet keys, double seconds, double cpuSeconds, double heapMib, long lists) {
        double keysPerSecond() {
            return keys.count() / seconds;
        }

        double keysPerCpuSecond() {
            return keys.count() / cpuSeconds;
        }

        /// Pages beyond those that both sides have.
        double wastedPercent(int pageKeys) {
            double needed = 2 * Math.ceil((double) keys.count() / pageKeys);
            return 100 * (lists - needed) / needed;
        }
    }

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ServerProcess start(int latencyMillis, int pageKeys) throws IOException {
        Process process =
                new ProcessBuilder(
                                java(
                                        List.of("-Xmx256m"),
                                        ListingServer.class,
                                        Integer.toString(latencyMillis),
                                        Integer.toString(pageKeys)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new ServerProcess(process, Integer.parseInt(process.inputReader().readLine()));
    }

    int port() {
        return port;
    }

    /// @param flags of the JVM that compares
    Result compare(KeySet keys, int listers, long warmUp, List<String> flags)
            throws IOException, InterruptedException {
        try (TemporaryDirectory journal = TemporaryDirectory.create()) {
            Process compare =
                    new ProcessBuilder(
                                    java(
                                            flags,
                                            Compare.class,
                                            Integer.toString(port),
                                            keys.shape().name(),
                                            Long.toString(keys.count()),
                                            Integer.toString(listers),
                                            Long.toString(warmUp),
                                            journal.path().toString()))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String line = compare.inputReader().readLine();
            if (compare.waitFor() != 0 || line == null) {
                throw new IOException("the comparison of " + keys + " failed");
            }
            String[] found = line.split(" ", 4);
            return new Result(
                    keys,
                    Double.parseDouble(found[0]),
                    Double.parseDouble(found[1]),
                    Double.parseDouble(found[2]),
                    Long.parseLong(found[3]));
        }
    }

    private static List<String> java(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
