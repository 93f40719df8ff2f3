package s3migrate.transfer.order;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import s3migrate.store.StoreException;

/// A worker's thread under the scheduler's hand: it runs alone, up to its next remote call, and
/// waits there until it is told what becomes of that call.
///
/// What it will do next depends on what its calls were answered so far alone: `fingerprint` sums
/// that up.
final class Actor {

    /// What becomes of the call an actor waits with.
    enum Verdict {
        GO,
        /// Its reply is lost; the scheduler may have it land later.
        LOST,
        KILLED
    }

    private final Semaphore turn = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private Fingerprint seen = new Fingerprint();
    private @Nullable Call call;
    private @Nullable Runnable effect;
    private Verdict verdict = Verdict.GO;
    private boolean ended;
    private Optional<Throwable> fault = Optional.empty();

    /// Starts `work` and returns when it waits with its first call or has ended.
    void start(Runnable work) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        work.run();
                    } catch (Killed killed) {
                        verdict = Verdict.KILLED;
                    } catch (RuntimeException | Error broke) {
                        fault = Optional.of(broke);
                    } finally {
                        ended = true;
                        call = null;
                        back.release();
                    }
                });
        back.acquireUninterruptibly();
    }

    /// Called on the actor's side: makes a call when the scheduler says so.
    <T> T make(Call next, Supplier<T> work) {
        if (verdict == Verdict.KILLED) {
            throw new Killed();
        }
        call = next;
        effect =
                () -> {
                    var _ = work.get();
                };
        back.release();
        turn.acquireUninterruptibly();
        seen.add(next.text());
        return switch (verdict) {
            case GO -> answered(work);
            case LOST -> {
                seen.add("lost");
                throw new StoreException.Transient("ConnectionBroken", next + ": lost reply");
            }
            case KILLED -> throw new Killed();
        };
    }

    private <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            seen.add(e.toString());
            throw e;
        }
    }

    /// Takes note of something the actor got to know: part of what its future depends on.
    void note(String what) {
        seen.add(what);
    }

    /// Takes note that all it got to know so far is forgotten, but for `what`.
    void forgetAllBut(String what) {
        seen = new Fingerprint().add(what);
    }

    /// Lets the actor go on with its call as `next` says, up to its next call or its end.
    void resume(Verdict next) {
        verdict = next;
        call = null;
        turn.release();
        back.acquireUninterruptibly();
    }

    boolean ended() {
        return ended;
    }

    /// What ended it that nobody expected.
    Optional<Throwable> fault() {
        return fault;
    }

    /// The call it waits with.
    Call call() {
        if (call == null) {
            throw new IllegalStateException("no call is waiting");
        }
        return call;
    }

    /// What the call it waits with would do.
    Runnable effect() {
        if (effect == null) {
            throw new IllegalStateException("no call is waiting");
        }
        return effect;
    }

    /// Of everything it was told so far.
    long fingerprint() {
        return seen.value();
    }
}
