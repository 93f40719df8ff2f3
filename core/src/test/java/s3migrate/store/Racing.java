package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import s3migrate.store.WriteAnswer.Refused;
import s3migrate.store.WriteAnswer.Written;

/// Many doing the same at the same moment.
public final class Racing {

    private Racing() {}

    /// What each of `count` racers got, in their order; `work` is told its number from 0.
    public static <T> List<T> of(int count, IntFunction<T> work) throws InterruptedException {
        var start = new CyclicBarrier(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racers = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                racers.add(
                        threads.submit(() -> {
                            await(start);
                            return work.apply(number);
                        }));
            }
            var results = new ArrayList<T>();
            for (var racer : racers) {
                results.add(racer.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /// The number of the only one who wrote, all others having been refused.
    static int onlyWinner(List<WriteAnswer> answers) {
        assertThat(answers).filteredOn(Written.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Refused.class::isInstance).hasSize(answers.size() - 1);
        return answers.indexOf(
                answers.stream().filter(Written.class::isInstance).findFirst().orElseThrow());
    }

    private static void await(CyclicBarrier start) throws InterruptedException {
        try {
            start.await();
        } catch (BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
