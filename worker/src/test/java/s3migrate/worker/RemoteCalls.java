package s3migrate.worker;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import s3migrate.job.JobQueueException;
import s3migrate.ledger.LedgerException;
import s3migrate.store.ObjectStore;
import s3migrate.store.ObjectStore.Body;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.FaultyObjectStore;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.memory.Verb;

/// Numbers every remote call of a deployment's processes from 1, whichever port it goes through,
/// and has some of them go wrong. The bytes that a late write carries are read when it is sent.
/// Serves many threads, a call at a time.
final class RemoteCalls {

    /// Which call, and what becomes of it.
    record Placed(int call, FaultKind kind) {}

    /// These alone.
    static IntFunction<Optional<FaultKind>> only(List<Placed> placed) {
        var kinds =
                placed.stream()
                        .collect(Collectors.toMap(Placed::call, Placed::kind, (one, _) -> one));
        return number -> Optional.ofNullable(kinds.get(number));
    }

    /// A call that was made: of a port, by its method.
    record Made(Class<?> port, String method) {
        @Override
        public String toString() {
            return port.getSimpleName() + "." + method;
        }
    }

    /// A process: dead, it reaches nothing any more.
    static final class Life {
        private boolean over;

        boolean over() {
            return over;
        }
    }

    /// What ends a process at once.
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /// What costs no request, or is answered by the program itself, or never fails.
    private static final Set<String> LOCAL = Set.of("close", "maxBatchBytes", "mayRedirect");

    /// How many calls later a late write lands.
    private static final int LATE_BY = 4;

    private record Late(int at, Runnable effect) {}

    private final IntFunction<Optional<FaultKind>> faults;
    private final Runnable afterEach;
    private final List<Made> made = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();

    /// @param faults what becomes of a call, by its number; empty: nothing
    /// @param afterEach what is looked at after every call
    RemoteCalls(IntFunction<Optional<FaultKind>> faults, Runnable afterEach) {
        this.faults = faults;
        this.afterEach = afterEach;
    }

    synchronized int count() {
        return made.size();
    }

    synchronized List<Made> made() {
        return List.copyOf(made);
    }

    /// The calls of one process to `inner`.
    <T> T of(Class<T> port, T inner, Life life) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) ->
                                LOCAL.contains(method.getName())
                                        ? reflected(inner, method, arguments)
                                        : make(
                                                new Made(port, method.getName()),
                                                life,
                                                target -> reflected(target, method, arguments),
                                                inner,
                                                Optional.ofNullable(arguments)
                                                        .orElse(new Object[0]))));
    }

    /// All that is on its way arrives.
    synchronized void settle() {
        late.forEach(one -> one.effect().run());
        late.clear();
        afterEach.run();
    }

    private interface Work {
        Object on(Object target) throws Throwable;
    }

    private synchronized Object make(
            Made call, Life life, Work work, Object target, Object[] arguments) throws Throwable {
        if (life.over) {
            throw new Death();
        }
        made.add(call);
        int number = made.size();
        late.stream().filter(one -> one.at() <= number).forEach(one -> one.effect().run());
        late.removeIf(one -> one.at() <= number);
        try {
            var kind = faults.apply(number);
            if (kind.isEmpty()) {
                return work.on(target);
            }
            var meets =
                    kind.filter(one -> one.meets(call.port(), call.method()))
                            .orElse(FaultKind.RESET);
            return struck(meets, call, life, work, target, arguments);
        } finally {
            afterEach.run();
        }
    }

    private Object struck(
            FaultKind kind, Made call, Life life, Work work, Object target, Object[] arguments)
            throws Throwable {
        return switch (kind) {
            case SLOW_DOWN -> throw broken(call, "SlowDown");
            case RESET -> throw broken(call, "ConnectionBroken");
            case ERROR_INSIDE -> throw broken(call, "InternalError");
            case CUT -> work.on(cut((ObjectStore) target));
            case LOST_REPLY -> {
                var _ = work.on(target);
                throw broken(call, "ConnectionBroken");
            }
            case LATE -> {
                try {
                    readBodies(arguments);
                } catch (IOException incomplete) {
                    throw broken(call, "ConnectionBroken");
                }
                late.add(new Late(made.size() + LATE_BY, () -> landed(work, target)));
                throw broken(call, "ApiCallAttemptTimeout");
            }
            case DEATH_BEFORE -> {
                life.over = true;
                throw new Death();
            }
            case DEATH_AFTER -> {
                var _ = work.on(target);
                life.over = true;
                throw new Death();
            }
        };
    }

    private static ObjectStore cut(ObjectStore store) {
        var faulty = new FaultyObjectStore(store);
        Arrays.stream(Verb.values())
                .forEach(verb -> faulty.faults().place(verb, new Fault.CutAfter(7)));
        return faulty;
    }

    private static void readBodies(Object[] arguments) throws IOException {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof Body body) {
                try (var bytes = body.open()) {
                    arguments[i] = MemoryBody.of(bytes.readAllBytes());
                }
            }
        }
    }

    /// Nobody hears how it ended.
    private static void landed(Work work, Object target) {
        try {
            var _ = work.on(target);
        } catch (Throwable refused) {
            if (refused instanceof Error broken) {
                throw broken;
            }
        }
    }

    private static RuntimeException broken(Made call, String code) {
        String text = "%s: broke (%s)".formatted(call, code);
        if (call.port() == ObjectStore.class) {
            return new StoreException.Transient(code, text);
        }
        return call.port().getSimpleName().contains("Queue")
                ? new JobQueueException(code, text)
                : new LedgerException(text);
    }

    private static Object reflected(Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
