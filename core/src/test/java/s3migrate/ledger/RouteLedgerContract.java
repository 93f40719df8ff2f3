package s3migrate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.RouteRecord.Passed;
import s3migrate.ledger.RouteRecord.Pause;
import s3migrate.object.ObjectLocation;
import s3migrate.store.Racing;

/// Every promise of the port for records of routes, one suite for the fake and for the adapter.
public interface RouteLedgerContract {

    Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    RouteRecord NEW = RouteRecord.of("r");
    Pause PAUSE = new Pause("AccessDenied", "put: denied", NOW, NOW.plusSeconds(180));
    Passed PASSED =
            new Passed(
                    new ObjectLocation("photos", "a \u00e9.jpg"),
                    new ObjectLocation("backup", "copies/a \u00e9.jpg"),
                    NOW);

    /// A ledger without records.
    RouteLedger ledger();

    /// A person stops a route, or lets it go on, whatever workers do meanwhile.
    void stop(String route, Optional<Instant> since);

    @Test
    default void findsARouteOfWhichNothingIsKnown() {
        assertThat(ledger().find("r")).isEqualTo(NEW);
    }

    @Test
    default void keepsARecordPerRoute() {
        var paused = NEW.refusedOnce("AccessDenied").paused(PAUSE);
        assertThat(ledger().replace(NEW, paused)).isTrue();
        assertThat(ledger().find("r")).isEqualTo(paused);
        assertThat(ledger().find("r2")).isEqualTo(RouteRecord.of("r2"));
        var told = paused.told();
        assertThat(ledger().replace(paused, told)).isTrue();
        assertThat(ledger().find("r").pause())
                .hasValueSatisfying(p -> assertThat(p.told()).isTrue());
        var passed = told.passed(PASSED);
        assertThat(ledger().replace(told, passed)).isTrue();
        assertThat(ledger().find("r")).isEqualTo(passed);
    }

    @Test
    default void keepsWhatARouteCostAndWhyItIsStopped() {
        var spent = NEW.spent(20_000_000);
        assertThat(ledger().replace(NEW, spent)).isTrue();
        assertThat(ledger().find("r")).isEqualTo(spent);
        var stopped = spent.stoppedAt(NOW, "the route reached its spend_cap_usd of 20 USD");
        assertThat(ledger().replace(spent, stopped)).isTrue();
        assertThat(ledger().find("r")).isEqualTo(stopped);
        assertThat(stopped.letGo().spentMicroUsd()).isEqualTo(20_000_000);
    }

    @Test
    default void refusesWhoeverWasOvertaken() {
        var once = NEW.refusedOnce("AccessDenied");
        ledger().replace(NEW, once);
        assertThat(ledger().replace(NEW, once)).isFalse();
        var twice = once.refusedOnce("AccessDenied");
        ledger().replace(once, twice);
        assertThat(ledger().replace(once, once.passed(PASSED))).isFalse();
        assertThat(ledger().find("r")).isEqualTo(twice);
    }

    @Test
    default void lettingOneOfManyProbe() throws InterruptedException {
        var paused = NEW.paused(PAUSE);
        assertThat(Racing.of(16, _ -> ledger().replace(NEW, paused))).containsOnlyOnce(true);
        var probed = paused.probedUntil(NOW.plusSeconds(360));
        assertThat(Racing.of(16, _ -> ledger().replace(paused, probed))).containsOnlyOnce(true);
    }

    @Test
    default void noWriteUndoesWhatAPersonDidMeanwhile() {
        stop("r", Optional.of(NOW));
        assertThat(ledger().replace(NEW, NEW.passed(PASSED))).isFalse();
        var stopped = ledger().find("r");
        assertThat(stopped.stopped()).hasValue(NOW);

        var passed = stopped.passed(PASSED);
        assertThat(ledger().replace(stopped, passed)).isTrue();
        assertThat(ledger().find("r")).isEqualTo(passed);
        assertThat(passed.stopped()).hasValue(NOW);

        stop("r", Optional.empty());
        assertThat(ledger().replace(passed, passed.resumed())).isFalse();
        assertThat(ledger().find("r").stopped()).isEmpty();
    }
}
