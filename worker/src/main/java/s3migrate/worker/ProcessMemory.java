package s3migrate.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process took of the machine's memory.
final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private ProcessMemory() {}

    /// The most it had at once, in MiB; 0 where the system does not say.
    static long peakMiB() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
