package s3migrate.benchmarks.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `BareSdk` in a JVM of its own that is started as the worker's is.
final class BareSdkProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter keys;
    private final BufferedReader answers;

    private BareSdkProcess(Process process) {
        this.process = process;
        keys = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static BareSdkProcess start(LoopbackRoute route, WorkerJvm jvm) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm.asManaged());
        command.addAll(route.tls().jvmOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(BareSdk.class.getName());
        command.add(route.source().https().toString());
        command.add(route.destination().https().toString());
        return new BareSdkProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// CPU seconds that it takes to copy these objects.
    ///
    /// @throws IOException if it ends before that
    double copy(List<String> names) throws IOException {
        names.forEach(keys::println);
        keys.println();
        keys.flush();
        var answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the bare SDK ended; the lines above say why");
        }
        return Double.parseDouble(answer);
    }

    @Override
    public void close() {
        keys.close();
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
