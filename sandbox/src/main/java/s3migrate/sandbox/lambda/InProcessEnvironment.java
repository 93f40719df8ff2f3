package s3migrate.sandbox.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import s3migrate.sandbox.lambda.InvocationResult.Answered;
import s3migrate.sandbox.lambda.InvocationResult.FunctionError;
import s3migrate.sandbox.lambda.InvocationResult.KillReason;
import s3migrate.sandbox.lambda.InvocationResult.Killed;

/// Runs an [InProcessFunction], each invocation in a thread of its own. At the time-out the thread
/// is interrupted, and the environment is not used again.
final class InProcessEnvironment implements ExecutionEnvironment {
    private final InProcessFunction function;
    private final FunctionLog log;
    private final AtomicReference<@Nullable FutureTask<String>> running = new AtomicReference<>();
    private volatile boolean abandoned;

    InProcessEnvironment(InProcessFunction function, FunctionLog log) {
        this.function = function;
        this.log = log;
    }

    @Override
    public Optional<InvocationResult> awaitReady() {
        return Optional.empty();
    }

    @Override
    public InvocationResult invoke(Invocation invocation) throws InterruptedException {
        var deadline = Instant.now().plus(function.timeout());
        var run = new FutureTask<>(() -> handle(invocation, deadline));
        running.set(run);
        Thread.ofVirtual().name(function.name()).start(run);
        try {
            return new Answered(run.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException thrown) {
            var cause = thrown.getCause() == null ? thrown : thrown.getCause();
            return new FunctionError(
                    cause.getClass().getName(), String.valueOf(cause.getMessage()));
        } catch (TimeoutException late) {
            close();
            return new Killed(KillReason.DEADLINE);
        } catch (CancellationException closed) {
            return new Killed(KillReason.ON_PURPOSE);
        }
    }

    private String handle(Invocation invocation, Instant deadline) throws Exception {
        var event = invocation.payload().getBytes(StandardCharsets.UTF_8);
        var answer = new ByteArrayOutputStream();
        function.handler()
                .handleRequest(
                        new ByteArrayInputStream(event),
                        answer,
                        new InProcessContext(function, invocation, deadline, log));
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean reusable() {
        return !abandoned;
    }

    @Override
    public boolean kill() {
        return false;
    }

    @Override
    public long peakBytes() {
        return 0;
    }

    @Override
    public void close() {
        abandoned = true;
        var run = running.get();
        if (run != null) run.cancel(true);
    }
}
