package s3migrate.sandbox.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import s3migrate.sandbox.lambda.InvocationResult.Crashed;
import s3migrate.sandbox.lambda.InvocationResult.InitFailed;
import s3migrate.sandbox.lambda.InvocationResult.KillReason;
import s3migrate.sandbox.lambda.InvocationResult.Killed;

/// An execution environment that is a process of its own. It is ended by SIGKILL at the function's
/// time-out, which the runtime inside does not watch.
final class ChildJvm implements ExecutionEnvironment {
    /// AWS allows 10 s; a loaded test machine is slower than AWS, and a slow start must not look
    /// like a broken function.
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Duration timeout;
    private final Process process;
    private final RuntimeApi api;
    private final Path temporary;
    private final AtomicReference<@Nullable KillReason> killed = new AtomicReference<>();
    private volatile long peakBytes;

    private ChildJvm(Duration timeout, Process process, RuntimeApi api, Path temporary) {
        this.timeout = timeout;
        this.process = process;
        this.api = api;
        this.temporary = temporary;
    }

    /// Starts the process and returns at once.
    ///
    /// @param task its working directory
    /// @param scratch where it gets a directory for its temporary files
    static ChildJvm start(ChildCommand command, Path task, Path scratch, FunctionLog log) {
        var function = command.function();
        var api = new RuntimeApi(function.arn());
        try {
            var temporary = Files.createTempDirectory(scratch, "tmp-");
            var builder =
                    new ProcessBuilder(command.arguments(temporary))
                            .directory(task.toFile())
                            .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(command.environment(task, api.address()));
            var process = builder.start();
            Thread.ofPlatform()
                    .daemon()
                    .name(function.name() + "-log")
                    .start(() -> copyLines(process, function.name(), log));
            return new ChildJvm(function.timeout(), process, api, temporary);
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InvocationResult> awaitReady() throws InterruptedException {
        var ready = api.ready();
        if (!within(
                START_LIMIT, CompletableFuture.anyOf(ready, api.initError(), process.onExit()))) {
            kill(KillReason.ON_PURPOSE);
            return Optional.of(
                    new InitFailed("Sandbox.StartTimeout", "not ready after " + START_LIMIT));
        }
        if (api.initError().isDone()) return Optional.of(api.initError().join());
        return process.isAlive() ? Optional.empty() : Optional.of(ended());
    }

    @Override
    public InvocationResult invoke(Invocation invocation) throws InterruptedException {
        var answer = api.deliver(invocation, Instant.now().plus(timeout));
        if (!within(timeout, CompletableFuture.anyOf(answer, process.onExit()))) {
            kill(KillReason.DEADLINE);
            process.waitFor();
            return ended();
        }
        readPeak();
        return answer.isDone() ? answer.join() : ended();
    }

    @Override
    public boolean reusable() {
        return process.isAlive();
    }

    @Override
    public boolean kill() {
        return kill(KillReason.ON_PURPOSE);
    }

    private boolean kill(KillReason reason) {
        if (!process.isAlive()) return false;
        readPeak();
        boolean first = killed.compareAndSet(null, reason);
        process.destroyForcibly();
        return first;
    }

    @Override
    public long peakBytes() {
        return peakBytes;
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
        api.close();
        DirectoryTree.delete(temporary);
    }

    private InvocationResult ended() {
        var reason = killed.get();
        return reason == null ? new Crashed(process.exitValue()) : new Killed(reason);
    }

    /// Whether it completed in time, however.
    private static boolean within(Duration limit, CompletableFuture<?> future)
            throws InterruptedException {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The kernel's high-water mark of resident memory.
    private void readPeak() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .forEach(kibibytes -> peakBytes = Long.parseLong(kibibytes) * 1024);
        } catch (IOException | UncheckedIOException ended) {
            // A process that has just ended shows none; the last one read stays.
        }
    }

    private static void copyLines(Process process, String function, FunctionLog log) {
        try (var lines = process.inputReader()) {
            lines.lines().forEach(line -> log.line(function, line));
        } catch (IOException | UncheckedIOException ended) {
            log.line(function, "output ended: " + ended.getMessage());
        }
    }
}
