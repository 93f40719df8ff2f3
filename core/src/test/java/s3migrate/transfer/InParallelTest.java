package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.time.Deadline;

class InParallelTest {

    private static final Deadline NEVER = Deadline.never(InstantSource.system());
    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    @Test
    void runsAsManyAtOnceAsTheLimitAndNoMore() throws Exception {
        var three = new CyclicBarrier(3);
        var running = new AtomicInteger();
        var most = new AtomicInteger();

        InParallel.map(
                TEN.subList(0, 9),
                3,
                NEVER,
                _ -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    meet(three);
                    return Optional.of(running.decrementAndGet());
                });

        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void returnsWhatWasBegun() throws Exception {
        assertThat(InParallel.map(TEN, 3, NEVER, i -> Optional.of(i).filter(n -> n % 2 == 0)))
                .containsExactlyInAnyOrder(0, 2, 4, 6, 8);
    }

    @Test
    void theFirstFailureEndsTheOthersAndIsThrown() {
        var never = new CountDownLatch(1);

        assertThatThrownBy(() ->
                        InParallel.map(
                                TEN,
                                10,
                                NEVER,
                                i -> {
                                    if (i == 7) {
                                        throw new IllegalStateException("seven");
                                    }
                                    never.await();
                                    return Optional.of(i);
                                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("seven");
    }

    /// Also where it comes nearer while they run. One worker is done with the first five before the
    /// sixth ends the time.
    @Test
    void theDeadlineEndsWhatStillRuns() throws Exception {
        var clock = InstantSource.system();
        var end = new AtomicReference<>(clock.instant().plusSeconds(3_600));
        var never = new CountDownLatch(1);

        var ended =
                InParallel.map(
                        TEN,
                        1,
                        new Deadline(end::get, clock),
                        i -> {
                            if (i == 5) {
                                end.set(clock.instant());
                                never.await();
                            }
                            return Optional.of(i);
                        });

        assertThat(ended).containsExactly(0, 1, 2, 3, 4);
    }

    private static void meet(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
