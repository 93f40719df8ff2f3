package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import s3migrate.job.Job;
import s3migrate.route.SettingsException;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;

/// Whatever keeps a route's objects from passing, once it is mended nobody has to say so: when the
/// first of them is copied, and when the last.
class MendedRouteTest {

    private static final Duration PROBE = Bench.TIMES.probe();
    private static final Duration HOUR = Bench.TIMES.paused();
    private static final Duration LONGEST_BACKOFF = Bench.TIMES.backoff().longest();

    /// Fewer than pause a route by their number at once.
    private static final int FEW = 15;

    /// What is in the way, and how the stores say it.
    enum Cause {
        ROLE_NOT_TAKEN_ON,
        KEY_EXPIRED,
        BUCKET_MISSING,
        ENCRYPTION_KEY_DISABLED,
        HOST_UNKNOWN,
        PARAMETER_UNREADABLE,
        POLICY_OF_THE_BUCKET,
        ENDPOINT_DOWN;

        RuntimeException thrown() {
            return switch (this) {
                case ROLE_NOT_TAKEN_ON -> route("NoCredentials");
                case KEY_EXPIRED -> route("ExpiredToken");
                case BUCKET_MISSING -> route("NoSuchBucket");
                case ENCRYPTION_KEY_DISABLED -> route("KMS.DisabledException");
                case HOST_UNKNOWN -> route("UnknownHost");
                case PARAMETER_UNREADABLE ->
                        new SettingsException("parameter p", List.of("no JSON"));
                case POLICY_OF_THE_BUCKET ->
                        new StoreException.ObjectRefused("AccessDenied", "get: denied");
                case ENDPOINT_DOWN -> new StoreException.Transient("NoConnection", "put: refused");
            };
        }

        private static StoreException route(String code) {
            return new StoreException.RouteRefused(code, "put: " + code);
        }

        /// Whether one of it pauses the route. Else each object waits for itself, until many were
        /// refused.
        boolean pauses() {
            return switch (this) {
                case POLICY_OF_THE_BUCKET, ENDPOINT_DOWN -> false;
                default -> true;
            };
        }
    }

    private record Message(Job job, int receives, Instant visible) {}

    private final Bench bench = new Bench();
    private final PriorityQueue<Message> queue =
            new PriorityQueue<>(Comparator.comparing(Message::visible));
    private final List<Duration> copied = new ArrayList<>();

    static Stream<Arguments> causes() {
        return Stream.of(Cause.values())
                .flatMap(cause ->
                        Stream.of(
                                        Duration.ofSeconds(1),
                                        Duration.ofMinutes(20),
                                        Duration.ofHours(9))
                                .map(after -> Arguments.of(cause, after)));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void goesOnByItself(Cause cause, Duration after) throws Exception {
        var begun = bench.time.instant();
        for (int i = 0; i < FEW; i++) {
            queue.add(new Message(bench.job("a-" + i, 10), 1, begun));
        }
        var mended = begun.plus(after);
        while (!queue.isEmpty() && queue.element().visible().isBefore(mended)) {
            var job = queue.element().job();
            bench.refused.put(job, cause.thrown());
            workOnNext(mended);
        }
        for (int i = 0; i < FEW; i++) {
            bench.write("a-" + i, 10);
        }
        bench.refused.clear();
        while (!queue.isEmpty()) {
            workOnNext(mended);
        }

        assertThat(copied).hasSize(FEW);
        assertThat(copied.getFirst()).isLessThanOrEqualTo(cause.pauses() ? PROBE : LONGEST_BACKOFF);
        var longest = asLong(after);
        assertThat(copied.getLast())
                .isLessThanOrEqualTo(
                        cause.pauses()
                                ? longest
                                : Collections.max(List.of(longest, LONGEST_BACKOFF)));
    }

    private static Duration asLong(Duration paused) {
        return Collections.min(List.of(HOUR, Collections.max(List.of(PROBE, paused))));
    }

    /// As a queue and a worker do it.
    private void workOnNext(Instant mended) throws InterruptedException {
        var next = queue.remove();
        bench.time.pass(Duration.between(bench.time.instant(), next.visible()));
        var now = bench.time.instant();
        switch (bench.jobs.work(next.job(), next.receives(), Deadline.never(bench.time))) {
            case Disposition.Settled _ -> copied.add(Duration.between(mended, now));
            case Disposition.Tried again -> queue.add(new Message(again.job(), 1, at(again)));
            case Disposition.Again again ->
                    queue.add(new Message(again.job(), next.receives() + 1, at(again)));
            case Disposition.Failed _, Disposition.Skipped _, Disposition.HandedOn _ ->
                    throw new AssertionError("lost: " + next);
        }
    }

    private Instant at(Disposition.Again again) {
        return bench.time.instant().plus(again.after());
    }
}
