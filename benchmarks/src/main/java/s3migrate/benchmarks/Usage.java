package s3migrate.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What a piece of work took: time, and CPU time of the whole JVM. On a machine with other work to
/// do only the second says something.
public record Usage(Duration time, Duration cpu) {
    /// A piece of work.
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public static Usage of(Work work) throws Exception {
        var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = process.getProcessCpuTime();
        long begin = System.nanoTime();
        work.run();
        return new Usage(
                Duration.ofNanos(System.nanoTime() - begin),
                Duration.ofNanos(process.getProcessCpuTime() - cpu));
    }

    public double seconds() {
        return time.toNanos() / 1e9;
    }

    public double cpuSeconds() {
        return cpu.toNanos() / 1e9;
    }
}
