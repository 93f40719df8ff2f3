package s3migrate.sandbox.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import s3migrate.sandbox.lambda.HostEvent.Usage;

/// One function's execution environments. Warm ones are used again; one more is started when all
/// are busy. How many may be busy at once is the caller's to limit.
final class Environments implements AutoCloseable {
    private final LambdaFunction function;
    private final Supplier<ExecutionEnvironment> starter;
    private final HostListener listener;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> busy = new HashSet<>();
    private int coldStarts;
    private boolean closed;

    Environments(
            LambdaFunction function,
            Supplier<ExecutionEnvironment> starter,
            HostListener listener) {
        this.function = function;
        this.starter = starter;
        this.listener = listener;
    }

    LambdaFunction function() {
        return function;
    }

    /// Runs one invocation and waits for its end, whose event is left to the caller.
    ///
    /// @throws IllegalStateException if closed
    EndedInvocation run(Invocation invocation) throws InterruptedException {
        var warm = warm();
        var environment = warm.isPresent() ? warm.get() : cold();
        listener.on(new HostEvent.Started(function.name(), invocation.requestId(), warm.isEmpty()));
        boolean ended = false;
        try {
            var failed =
                    warm.isPresent()
                            ? Optional.<InvocationResult>empty()
                            : environment.awaitReady();
            long began = System.nanoTime();
            var result = failed.isPresent() ? failed.get() : environment.invoke(invocation);
            ended = true;
            var duration = Duration.ofNanos(System.nanoTime() - began);
            return new EndedInvocation(
                    function.name(),
                    invocation.requestId(),
                    result,
                    new Usage(duration, environment.peakBytes()));
        } finally {
            giveBack(environment, ended);
        }
    }

    /// Kills those that are at work, up to so many, and says how many it were.
    int killBusy(int most) {
        int killed = 0;
        for (var environment : busyNow()) if (killed < most && environment.kill()) killed++;
        return killed;
    }

    synchronized int coldStarts() {
        return coldStarts;
    }

    /// Kills all, at work or not, and waits for their end. No new one is started from then on.
    @Override
    public void close() {
        var all = new ArrayList<ExecutionEnvironment>();
        synchronized (this) {
            closed = true;
            all.addAll(idle);
            all.addAll(busy);
        }
        all.forEach(ExecutionEnvironment::kill);
        all.forEach(ExecutionEnvironment::close);
    }

    /// One that has worked before and asks for more. One that ended meanwhile is passed over.
    private Optional<ExecutionEnvironment> warm() throws InterruptedException {
        while (true) {
            var candidate = takeIdle();
            if (candidate.isEmpty() || candidate.get().awaitReady().isEmpty()) return candidate;
            giveBack(candidate.get(), false);
        }
    }

    private synchronized Optional<ExecutionEnvironment> takeIdle() {
        var environment = Optional.ofNullable(idle.pollFirst());
        environment.ifPresent(busy::add);
        return environment;
    }

    private synchronized ExecutionEnvironment cold() {
        if (closed) throw new IllegalStateException("function " + function.name() + " is stopped");
        var environment = starter.get();
        busy.add(environment);
        coldStarts++;
        return environment;
    }

    private void giveBack(ExecutionEnvironment environment, boolean usable) {
        boolean keep = usable && environment.reusable();
        synchronized (this) {
            busy.remove(environment);
            keep = keep && !closed;
            if (keep) idle.addFirst(environment);
        }
        if (!keep) environment.close();
    }

    /// In an order of chance, so that whoever kills some kills any.
    private synchronized List<ExecutionEnvironment> busyNow() {
        var all = new ArrayList<>(busy);
        Collections.shuffle(all);
        return all;
    }
}
