package s3migrate.cli.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A process of `s3migrate worker`.
final class Container {

    private static final int SECONDS = 60;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread reader;
    private int port;

    private Container(Process process) {
        this.process = process;
        this.reader =
                Thread.startVirtualThread(() -> {
                    try (var out = process.inputReader(UTF_8)) {
                        out.lines().forEach(lines::add);
                    } catch (IOException ended) {
                        lines.add(ended.toString());
                    }
                });
    }

    /// Kills one that does not come to listen: nobody else knows it yet.
    static Container of(Process process) throws InterruptedException {
        var container = new Container(process);
        try {
            container.await("it listens", () -> container.line("worker_listens").isPresent());
        } catch (AssertionError deaf) {
            process.destroyForcibly();
            throw deaf;
        }
        container.port = container.portIn(container.line("worker_listens").orElseThrow());
        return container;
    }

    private int portIn(String line) {
        try {
            return new ObjectMapper().readTree(line).path("port").asInt();
        } catch (IOException notJson) {
            throw new AssertionError(line, notJson);
        }
    }

    /// The latest line about this event.
    Optional<String> line(String event) {
        return lines.reversed().stream()
                .filter(line -> line.contains("\"event\":\"%s\"".formatted(event)))
                .findFirst();
    }

    /// All it said.
    List<String> lines() {
        return List.copyOf(lines);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /// The metrics; empty while nobody answers.
    String metrics() {
        try {
            return get("/metrics").body();
        } catch (IOException away) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    int status() {
        try {
            return get("/health").statusCode();
        } catch (IOException away) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// Waits for what is not said in time by anything else.
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("%s: not within %d s: %s".formatted(what, SECONDS, lines));
            }
            // The end of the process ends the wait too.
            if (process.waitFor(50, TimeUnit.MILLISECONDS) && !condition.getAsBoolean()) {
                reader.join();
                throw new AssertionError("%s: the process has ended: %s".formatted(what, lines));
            }
        }
    }

    /// SIGTERM.
    ///
    /// @return the exit code
    int terminate() throws InterruptedException {
        // Not by the process itself, which would close what it says last.
        process.toHandle().destroy();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + lines);
        }
        reader.join();
        return process.exitValue();
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly();
    }
}
