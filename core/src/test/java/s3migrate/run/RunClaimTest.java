package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.MemoryRunLedger;
import s3migrate.run.RunClaim.Answer;
import s3migrate.store.Racing;
import s3migrate.time.ManualTime;

class RunClaimTest {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final String RUN_1 = "2026-01-01T00:00:00Z";
    private static final String RUN_2 = "2026-01-01T01:00:00Z";
    private static final Totals SOME = new Totals(Map.of(Finding.SENT, new Amount(3, 30)));

    private final ManualTime time = new ManualTime();
    private final MemoryRunLedger ledger = new MemoryRunLedger();

    @Test
    void aNewRunBeginsAtTheBeginning() {
        var claim = granted(RUN_1);
        assertThat(claim.run()).isEqualTo(RUN_1);
        assertThat(claim.after()).isEmpty();
        assertThat(claim.totals()).isEqualTo(Totals.NONE);
    }

    @Test
    void nobodyElseHasTheRouteUnderALivingLease() {
        var claim = granted(RUN_1);
        assertThat(take(RUN_1)).isEqualTo(new Answer.Busy(time.instant().plus(LEASE)));
        time.pass(LEASE.minusMillis(1));
        assertThat(claim.save("k", SOME)).isTrue();
        var renewed = time.instant().plus(LEASE);
        time.pass(Duration.ofMillis(1));
        assertThat(take(RUN_2)).isEqualTo(new Answer.Busy(renewed));
    }

    @Test
    void goesOnAtTheCheckpointOfWhoeverWasKilled() {
        assertThat(granted(RUN_1).save("k", SOME)).isTrue();
        time.pass(LEASE);
        var next = granted(RUN_1);
        assertThat(next.after()).isEqualTo("k");
        assertThat(next.totals()).isEqualTo(SOME);
    }

    @Test
    void aNewRunGoesOnWithAnUnfinishedOne() {
        var claim = granted(RUN_1);
        assertThat(claim.save("k", SOME)).isTrue();
        assertThat(claim.release()).isTrue();
        var next = granted(RUN_2);
        assertThat(next.run()).isEqualTo(RUN_1);
        assertThat(next.after()).isEqualTo("k");
    }

    @Test
    void whoeverWasOvertakenWritesNothingMore() {
        var late = granted(RUN_1);
        time.pass(LEASE);
        var next = granted(RUN_1);
        assertThat(late.save("z", SOME)).isFalse();
        assertThat(late.end(SOME)).isFalse();
        assertThat(late.release()).isFalse();
        assertThat(next.save("k", SOME)).isTrue();
    }

    @Test
    void aRunThatEndedIsOverAndSoAreThoseBeforeIt() {
        assertThat(granted(RUN_2).end(SOME)).isTrue();
        assertThat(take(RUN_2)).isEqualTo(new Answer.Over());
        assertThat(take(RUN_1)).isEqualTo(new Answer.Over());
        var next = granted("2026-01-01T02:00:00Z");
        assertThat(next.after()).isEmpty();
        assertThat(next.totals()).isEqualTo(Totals.NONE);
    }

    @Test
    void oneOfManyGetsTheRoute() throws InterruptedException {
        List<Boolean> granted = Racing.of(16, _ -> take(RUN_1) instanceof Answer.Granted);
        assertThat(granted).containsOnlyOnce(true);
    }

    private RunClaim granted(String run) {
        return ((Answer.Granted) take(run)).claim();
    }

    private Answer take(String run) {
        return RunClaim.take(ledger, "r", run, "jobsender-1", LEASE, time);
    }
}
