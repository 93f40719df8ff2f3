package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.object.ObjectLocation;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;

/// Other systems hear how an object ended once that is final, and before its message is gone.
class AnnouncementsTest {

    private final Bench bench = new Bench();
    private final Order order = new Order();
    private final Incoming incoming = bench.incoming("the order");
    private final Job ordered = ordered("a.jpg");

    @Test
    void aCopyIsToldBeforeItsMessageIsConsumed() {
        assertThat(bench.conclusion(order).of(incoming, ordered, bench.held(ordered))).isTrue();

        assertThat(order.writes()).containsExactly("event", "delete", "DONE copies/a.jpg");
        assertThat(bench.told)
                .singleElement()
                .isInstanceOfSatisfying(
                        OutcomeEvent.CopyCompleted.class,
                        event -> assertThat(event.job()).isEqualTo(ordered));
    }

    @Test
    void aCopyWithoutAnEntryIsToldOnceItsProofIsWrittenDown() {
        var copied = bench.copied(ordered);

        assertThat(bench.conclusion(order).of(incoming, ordered, copied)).isTrue();

        assertThat(order.writes()).containsExactly("DONE copies/a.jpg", "event");
    }

    @Test
    void aFailureIsToldOnceTheLedgerHasItAndBeforeItsDeadLetter() {
        var failed = new Disposition.Failed(Optional.of(ordered), "AccessDenied", "get: denied");

        assertThat(bench.conclusion(order).of(incoming, ordered, failed)).isTrue();

        assertThat(order.writes()).containsExactly("FAILED copies/a.jpg", "event", "dead letter");
        assertThat(bench.told)
                .containsExactly(
                        new OutcomeEvent.CopyFailed(
                                ordered, "AccessDenied", "get: denied", bench.time.instant()));
    }

    @Test
    void whatCannotBeToldLeavesItsMessageAndIsToldWhenThatComesBack() {
        order.failAt("event");
        assertThatThrownBy(() -> bench.conclusion(order).of(incoming, ordered, bench.held(ordered)))
                .isInstanceOf(OutcomeEventsException.class);
        assertThat(order.writes()).containsExactly("event");
        assertThat(bench.queue.deleted()).isEmpty();
    }

    @Test
    void whatGoesOnIsNotToldYet() {
        var tried = new Disposition.Tried(ordered, Duration.ofSeconds(1), "slow down");

        bench.conclusion(order).of(incoming, ordered, tried);

        assertThat(order.writes()).containsExactly("send");
    }

    @Test
    void ofObjectsThatNobodyOrderedNothingIsToldUnlessTheirRouteSaysSo() {
        var found = bench.job("a.jpg", 50);

        assertThat(wanted(Bench.ROUTE, found)).isFalse();
        assertThat(wanted(telling(), found)).isTrue();
        assertThat(wanted(Bench.ROUTE, ordered)).isTrue();
    }

    private static boolean wanted(Route route, Job job) {
        return Worker.told(() -> Bench.routing(List.of(route), "")).test(job);
    }

    private static Route telling() {
        return new Route(
                Bench.ROUTE.name(),
                Bench.ROUTE.source(),
                Bench.ROUTE.destination(),
                RouteOptions.of(Map.of("outcome_events", "true")));
    }

    private Job ordered(String key) {
        return new Job(
                Bench.ROUTE.name(),
                new ObjectLocation("photos", key),
                Optional.empty(),
                Bench.copy(key),
                OptionalLong.empty(),
                Optional.of("order-17"),
                JobHistory.startingAt(bench.time.instant()));
    }
}
