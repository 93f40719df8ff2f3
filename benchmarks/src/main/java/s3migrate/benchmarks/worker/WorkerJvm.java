package s3migrate.benchmarks.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringTokenizer;

/// How the worker's JVM is started.
///
/// @param compiler which just-in-time compilers it has
/// @param heapMib its largest heap; empty for what the managed runtime gives a function of the
///   default memory
record WorkerJvm(Compiler compiler, OptionalInt heapMib) {

    /// The just-in-time compilers.
    enum Compiler {
        /// As the managed runtime starts a function: without the optimising compiler.
        C1(""),
        /// With all of them, as under SnapStart or in a container.
        C2("_c2");

        private final String suffix;

        Compiler(String suffix) {
            this.suffix = suffix;
        }

        /// What the names of its figures end in.
        String suffix() {
            return suffix;
        }
    }

    static WorkerJvm of(Compiler compiler) {
        return new WorkerJvm(compiler, OptionalInt.empty());
    }

    WorkerJvm withHeapMib(int mebibytes) {
        return new WorkerJvm(compiler, OptionalInt.of(mebibytes));
    }

    /// As AWS documents the choice of compiler.
    Map<String, String> environment() {
        return compiler == Compiler.C2
                ? Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=4")
                : Map.of();
    }

    /// What a JVM without the managed runtime needs to be like one with it.
    List<String> asManaged() {
        var flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
        if (compiler == Compiler.C1) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        flags.add("--enable-native-access=ALL-UNNAMED");
        flags.add("-Xmx%dm".formatted(heapMib.orElse(544)));
        return flags;
    }

    List<String> flags() {
        var flags = new ArrayList<String>();
        heapMib.ifPresent(mebibytes -> flags.add("-Xmx%dm".formatted(mebibytes)));
        var more = new StringTokenizer(System.getenv().getOrDefault("WORKER_JVM_FLAGS", ""));
        more.asIterator().forEachRemaining(flag -> flags.add(flag.toString()));
        return flags;
    }
}
