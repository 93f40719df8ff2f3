package s3migrate.sandbox.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import s3migrate.sandbox.sqs.SqsServer;

/// Lambda on this machine: functions are deployed, mapped to queues, and invoked.
///
/// No process outlives [#close] or this JVM's orderly end; if this JVM is killed its children end
/// with their next request for an event. Any thread may call.
public final class LambdaHost implements AutoCloseable {
    private final SqsServer sqs;
    private final HostListener listener;
    private final FunctionLog log;
    private final Path scratch;
    private final Map<String, Environments> functions = new ConcurrentHashMap<>();
    private final List<QueuePoller> pollers = new CopyOnWriteArrayList<>();
    private final Thread atExit = new Thread(this::end);

    private LambdaHost(SqsServer sqs, HostListener listener, FunctionLog log, Path scratch) {
        this.sqs = sqs;
        this.listener = listener;
        this.log = log;
        this.scratch = scratch;
    }

    /// A host whose mappings read the queues of `sqs`.
    public static LambdaHost start(SqsServer sqs, HostListener listener, FunctionLog log) {
        try {
            var host =
                    new LambdaHost(sqs, listener, log, Files.createTempDirectory("lambda-host-"));
            Runtime.getRuntime().addShutdownHook(host.atExit);
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a [FunctionDefinition] can run on this system. If not, an [InProcessFunction] can.
    public static boolean runtimeSupported() {
        return RuntimeClient.supported();
    }

    /// Makes the function known; a zip or jar is unpacked now. No environment is started before the
    /// first invocation.
    public synchronized void deploy(LambdaFunction function) {
        if (functions.containsKey(function.name()))
            throw new IllegalArgumentException(
                    "function " + function.name() + " is deployed already");
        functions.put(function.name(), new Environments(function, starter(function), listener));
    }

    private Supplier<ExecutionEnvironment> starter(LambdaFunction function) {
        return switch (function) {
            case FunctionDefinition child -> {
                if (!runtimeSupported())
                    throw new IllegalStateException(
                            "the Java runtime interface client runs on Linux only");
                var own = scratch.resolve(child.name());
                var task = TaskDirectory.of(child.asset(), own.resolve("task"));
                var command = new ChildCommand(child, RuntimeClient.unpack(own));
                yield () -> ChildJvm.start(command, task, own, log);
            }
            case InProcessFunction local -> () -> new InProcessEnvironment(local, log);
        };
    }

    /// Begins to poll. Refused, as on AWS, if the queue shows a message again before the function's
    /// time-out.
    public void map(EventSourceMapping mapping) throws InterruptedException {
        var environments = deployed(mapping.function());
        var visibility = sqs.queues().visibility(mapping.queue().url());
        var timeout = environments.function().timeout();
        if (visibility.compareTo(timeout) < 0)
            throw new IllegalArgumentException(
                    "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds"
                            .formatted(visibility.toSeconds(), timeout.toSeconds()));
        var poller = new QueuePoller(mapping, environments, sqs.queues(), listener);
        pollers.add(poller);
        poller.start();
    }

    /// Invokes the function with a JSON event and waits for the end.
    public InvocationResult invoke(String function, String payload) throws InterruptedException {
        var environments = deployed(function);
        var trace = TraceHeader.fresh().invoking(environments.function().arn());
        var ended = environments.run(Invocation.of(payload, trace));
        listener.on(ended.event(0));
        return ended.result();
    }

    /// Kills the function's environments that are at work, as a failing machine would, and says how
    /// many.
    public int killRunning(String function) {
        return deployed(function).killBusy(Integer.MAX_VALUE);
    }

    /// Kills one of them, and says whether there was one.
    public boolean killOneRunning(String function) {
        return deployed(function).killBusy(1) > 0;
    }

    /// Environments started for the function so far.
    public int coldStarts(String function) {
        return deployed(function).coldStarts();
    }

    @Override
    public void close() {
        pollers.forEach(QueuePoller::stop);
        end();
        pollers.forEach(QueuePoller::close);
        removeHook();
    }

    private void end() {
        functions.values().forEach(Environments::close);
        DirectoryTree.delete(scratch);
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The JVM is ending: the hook runs, and finds nothing left.
        }
    }

    private Environments deployed(String function) {
        var environments = functions.get(function);
        if (environments == null) throw new IllegalArgumentException("no function " + function);
        return environments;
    }
}
