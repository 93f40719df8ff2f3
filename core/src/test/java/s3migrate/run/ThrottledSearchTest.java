package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import s3migrate.listing.KeyRange;
import s3migrate.route.IgnoreList;
import s3migrate.store.ListingRequest;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;

/// What a search for a cut asks of a store is one key.
class ThrottledSearchTest {

    private final ManyKeys keys = ManyKeys.of(new Random(7), 12_000);
    private final CountDownLatch throttled = new CountDownLatch(1);

    /// The one that is at work goes on until then; the one that searched waits for its end.
    @Test
    void aSearchForACutThatIsThrottledEndsNoLister() throws Exception {
        var jobs = new GatheredJobs();
        var ranges = new MemoryRanges(KeyRange.ALL);
        var outcome =
                pass().run(
                                ranges,
                                () -> jobs,
                                this::onceThrottled,
                                Duration.ZERO,
                                Deadline.never(keys.sides().time));
        assertThat(outcome).isInstanceOf(PassOutcome.Complete.class);
        assertThat(jobs.keys()).containsExactlyElementsOf(keys.different());
        keys.assertFound(ranges.totals());
    }

    private Optional<String> onceThrottled() {
        try {
            assertThat(throttled.await(20, TimeUnit.SECONDS)).as("nobody searched").isTrue();
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private RoutePass pass() {
        var sides = keys.sides();
        return new RoutePass(
                sides.route,
                throttlingSearches(sides.source),
                sides.destination,
                sides.ledger,
                sides.ledger,
                IgnoreList.EMPTY,
                sides.time,
                PassListener.NONE,
                2);
    }

    private ObjectStore throttlingSearches(ObjectStore store) {
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("list")
                                    && arguments[0] instanceof ListingRequest request
                                    && request.maxKeys() == 1) {
                                throttled.countDown();
                                throw new StoreException.Transient("SlowDown", "list: SlowDown");
                            }
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }
}
