package s3migrate.jobsender;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.PlanRecord;
import s3migrate.ledger.RunLedger;
import s3migrate.ledger.RunRecord;
import s3migrate.log.EventLog;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEvents;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.run.FinishedRuns;
import s3migrate.run.Totals;
import s3migrate.transfer.evidence.EvidenceBucket;

/// Tells the log and other systems that a run and its jobs have ended, or that a route waits for a
/// person. What is not told stands in the ledger and in the report: no run waits for a bus.
record RunNews(
        RunLedger ledger,
        OutcomeEvents events,
        Optional<EvidenceBucket> reports,
        EventLog log,
        InstantSource clock)
        implements FinishedRuns {

    @Override
    public void finished(String route, String run, CompleteUpTo complete) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("route", route);
        fields.put("run", run);
        fields.put("complete_up_to", complete.time().toString());
        fields.put("behind", complete.behind());
        complete.since().ifPresent(since -> fields.put("behind_since", since.toString()));
        log.info("run_finished", fields);
        of(route, run);
    }

    /// Tells it of this run, if nothing of it is left to do.
    void of(String route, String run) {
        ledger.find(route)
                .filter(last -> last.run().equals(run))
                .flatMap(this::finished)
                .ifPresent(this::tell);
    }

    /// Tells that nothing of the route is copied before somebody has mended what this look found.
    void held(LookRecord look) {
        paused(look.route(), "FirstLook", look.faultsText());
    }

    /// Tells that no comparison of the route counts before somebody has answered.
    void asks(String route, String question) {
        paused(route, "QuestionWaits", question);
    }

    /// Tells that nothing is copied but by events before somebody has started the route.
    void waits(PlanRecord plan) {
        paused(
                plan.route(),
                "PlanWaits",
                "to copy %,d objects of %,d bytes costs %.2f USD, which is not below start_below_usd and start_below_tb of the route: it waits for s3migrate start %s"
                        .formatted(
                                plan.objects(), plan.bytes(), plan.microUsd() / 1e6, plan.route()));
    }

    private void paused(String route, String cause, String reason) {
        tell(new OutcomeEvent.RoutePaused(route, cause, reason, clock.instant()));
    }

    private Optional<OutcomeEvent> finished(RunRecord run) {
        var totals = Totals.of(run.counts());
        return run.finished()
                .map(complete ->
                        new OutcomeEvent.RunFinished(
                                run.route(),
                                run.run(),
                                totals.found().objects(),
                                totals.found().bytes(),
                                totals.handedOver(),
                                complete,
                                reports.map(bucket -> bucket.reportOf(run.route(), run.run())),
                                clock.instant()));
    }

    private void tell(OutcomeEvent event) {
        try {
            events.send(List.of(event));
        } catch (OutcomeEventsException refused) {
            log.error("event_not_sent", Map.of("reason", String.valueOf(refused.getMessage())));
        }
    }
}
