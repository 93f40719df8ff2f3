package s3migrate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What a process has used in its life.
///
/// @param cpuSeconds of all its threads
/// @param peakMegabytes the most memory it held, in 10^6 bytes; 0 where the system does not tell
public record Watched(double cpuSeconds, double peakMegabytes) {
    /// Between two looks; what is used after the last one is missed.
    private static final long INTERVAL_MILLISECONDS = 20;

    /// Runs a command to its end.
    ///
    /// @throws IllegalStateException if it fails
    public static Watched run(ProcessBuilder command) throws IOException, InterruptedException {
        var process = command.start();
        double cpuSeconds = 0;
        double peakMegabytes = 0;
        do {
            cpuSeconds = Math.max(cpuSeconds, cpuSeconds(process.toHandle()));
            peakMegabytes = Math.max(peakMegabytes, peakMegabytes(process));
        } while (!process.waitFor(INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS));
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    "%s ended with %d".formatted(command.command(), process.exitValue()));
        }
        return new Watched(cpuSeconds, peakMegabytes);
    }

    /// What a process has used so far; 0 once it has ended.
    public static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1e9).orElse(0.0);
    }

    private static double peakMegabytes(Process process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
