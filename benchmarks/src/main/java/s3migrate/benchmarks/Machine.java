package s3migrate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.util.VersionInfo;

/// Where something is measured, with the versions that matter.
///
/// @param load the work waiting for its cores, ours included, as a mean over the last minute
record Machine(String system, String processor, int cores, double load, String java, String sdk) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /// This one, now.
    static Machine here() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                "%s %s %s".formatted(machine.getName(), machine.getVersion(), machine.getArch()),
                processorName(),
                machine.getAvailableProcessors(),
                machine.getSystemLoadAverage(),
                Runtime.version().toString(),
                VersionInfo.SDK_VERSION);
    }

    private static String processorName() {
        if (!Files.exists(PROCESSORS)) {
            return "unknown";
        }
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
