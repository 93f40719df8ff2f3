package s3migrate.sandbox.s3.fault;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/// Calls of one kind, to place a fault on some of them. Every plan made here counts the calls of
/// its kind by itself, from 1, beginning when it is made.
public record Calls(Predicate<Call> kind) {
    public static Calls any() {
        return new Calls(_ -> true);
    }

    /// Of these operations, such as `GetObject`.
    public static Calls of(String... operations) {
        Set<String> names = Set.of(operations);
        return new Calls(call -> names.contains(call.operation()));
    }

    public Calls in(String bucket) {
        return and(call -> call.bucket().equals(bucket));
    }

    public Calls about(String key) {
        return and(call -> call.key().equals(key));
    }

    public Calls under(String prefix) {
        return and(call -> call.key().startsWith(prefix));
    }

    /// Signed with this access key.
    public Calls by(String accessKeyId) {
        return and(call -> call.accessKeyId().equals(accessKeyId));
    }

    public FaultPlan always(Fault fault) {
        return from(1, fault);
    }

    /// The `n`-th alone.
    public FaultPlan nth(long n, Fault fault) {
        return where(count -> count == n, fault);
    }

    /// The `n`-th and all after it.
    public FaultPlan from(long n, Fault fault) {
        return where(count -> count >= n, fault);
    }

    /// The first `n`.
    public FaultPlan first(long n, Fault fault) {
        return where(count -> count <= n, fault);
    }

    /// Each with a chance of `share`, between 0 and 1. Which ones, the seed alone decides.
    public FaultPlan byChance(double share, long seed, Fault fault) {
        return where(count -> new SplittableRandom(seed * 31 + count).nextDouble() < share, fault);
    }

    /// Those of a prefix (a key up to its last slash) that go beyond `perSecond` within one second
    /// of the clock.
    public FaultPlan aboveRate(long perSecond, InstantSource clock, Fault fault) {
        var rate = new PrefixRate(perSecond, clock);
        return call ->
                kind.test(call) && rate.isExceededBy(call) ? Optional.of(fault) : Optional.empty();
    }

    private Calls and(Predicate<Call> more) {
        return new Calls(kind.and(more));
    }

    private FaultPlan where(LongPredicate strikes, Fault fault) {
        AtomicLong count = new AtomicLong();
        return call ->
                kind.test(call) && strikes.test(count.incrementAndGet())
                        ? Optional.of(fault)
                        : Optional.empty();
    }
}
