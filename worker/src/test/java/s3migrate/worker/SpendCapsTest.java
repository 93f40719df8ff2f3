package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.RouteRecord;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.price.Priced;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.SettingsException;

/// A route that cost what it may waits for a person.
class SpendCapsTest {

    /// PUTs for half a USD.
    private static final double HALF_A_USD = 100_000;

    /// Until every worker knows of a change of the route's record.
    private static final Duration KNOWN = Duration.ofSeconds(6);

    private final Bench bench = new Bench();
    private final Worker worker = bench.worker(WorkerHandlerTest.settings());

    @Test
    void aRouteIsStoppedOnceItsInvocationsCostItsCap() throws Exception {
        capped("1");
        copy("first");
        assertThat(record().spentMicroUsd()).isEqualTo(500_000);
        assertThat(record().stopped()).isEmpty();

        copy("second");
        assertThat(record().spentMicroUsd()).isEqualTo(1_000_000);
        assertThat(record().stopReason())
                .hasValue(
                        "the route reached its spend_cap_usd of 1 USD at " + bench.time.instant());
        assertThat(bench.told)
                .containsExactly(
                        new OutcomeEvent.RoutePaused(
                                Bench.ROUTE.name(),
                                "SpendCap",
                                "the route reached its spend_cap_usd of 1 USD",
                                bench.time.instant()));

        bench.time.pass(KNOWN);
        copy("third");
        assertThat(isCopied("third")).isFalse();
        assertThat(record().spentMicroUsd()).isEqualTo(1_500_000);
        assertThat(saidReached())
                .containsExactly(
                        "{\"level\":\"ERROR\",\"event\":\"spend_cap_reached\",\"route\":\"%s\","
                                        .formatted(Bench.ROUTE.name())
                                + "\"spend_cap_usd\":1,\"spent_micro_usd\":1000000}");
    }

    @Test
    void withARaisedCapAPersonLetsItGoOnAndItsSumStays() throws Exception {
        capped("1");
        copy("first");
        copy("second");
        capped("2");
        letGo();
        copy("third");
        assertThat(isCopied("third")).isTrue();
        assertThat(record().stopped()).isEmpty();
        copy("fourth");
        assertThat(record().spentMicroUsd()).isEqualTo(2_000_000);
        assertThat(record().stopped()).isPresent();
    }

    @Test
    void letGoOnWithItsOldCapItIsStoppedAgain() throws Exception {
        capped("1");
        copy("first");
        copy("second");
        letGo();
        copy("third");
        assertThat(record().stopped()).isPresent();
        assertThat(saidReached()).hasSize(2);
    }

    @Test
    void aRouteThatAPersonPausedStaysTheirs() throws Exception {
        capped("1");
        var seen = record();
        bench.routeLedger.replace(seen, seen.stoppedAt(bench.time.instant()));
        copy("first");
        copy("second");
        assertThat(record().spentMicroUsd()).isEqualTo(1_000_000);
        assertThat(record().stoppedBecause()).isEmpty();
        assertThat(saidReached()).isEmpty();
    }

    @Test
    void aRouteWithoutACapWritesNothing() throws Exception {
        bench.write("a", 10);
        bench.settle(Bench.created(Map.of("a", 10)));
        bench.spending.add(Priced.S3_WRITE, HALF_A_USD);
        int before = bench.routeLedger.requests();
        worker.flush();
        assertThat(bench.routeLedger.requests()).isEqualTo(before);
    }

    @Test
    void whatCannotBeWrittenIsWrittenTheNextTime() throws Exception {
        capped("1");
        bench.write("a", 10);
        bench.settle(Bench.created(Map.of("a", 10)));
        bench.spending.add(Priced.S3_WRITE, HALF_A_USD);
        bench.routing =
                () -> {
                    throw new SettingsException("routes", List.of("missing"));
                };
        worker.flush();
        assertThat(record().spentMicroUsd()).isZero();
        assertThat(bench.log()).anyMatch(line -> line.contains("\"spending_not_written\""));

        capped("1");
        worker.flush();
        worker.flush();
        assertThat(record().spentMicroUsd()).isEqualTo(500_000);
    }

    private void capped(String usd) {
        var options = RouteOptions.of(Map.of("spend_cap_usd", usd));
        var route = Route.of(Bench.ROUTE.source(), Bench.ROUTE.destination(), options);
        bench.routing = () -> Bench.routing(List.of(route), "");
    }

    /// An object arrives, and half a USD is spent.
    private void copy(String key) throws InterruptedException {
        bench.write(key, 10);
        bench.settle(Bench.created(Map.of(key, 10)));
        bench.spending.add(Priced.S3_WRITE, HALF_A_USD);
        worker.flush();
    }

    private boolean isCopied(String key) {
        return bench.destinationStore.bytes(Bench.copy(key)).isPresent();
    }

    /// As `s3migrate resume` does.
    private void letGo() {
        var seen = record();
        bench.routeLedger.replace(seen, seen.letGo());
        bench.time.pass(KNOWN);
    }

    private RouteRecord record() {
        return bench.routeLedger.find(Bench.ROUTE.name());
    }

    private List<String> saidReached() {
        return bench.log().stream().filter(line -> line.contains("\"spend_cap_reached\"")).toList();
    }
}
