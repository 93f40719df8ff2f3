package s3migrate.cli.operate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.PlanRecord;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RouteRecord;
import s3migrate.ledger.RunRecord;
import s3migrate.route.Route;
import s3migrate.run.Finding;
import s3migrate.run.Totals;
import s3migrate.store.MissingPermission;

/// Where a route stands.
///
/// @param run the latest, and what it has `found` so far
/// @param plan what copying would take, as the latest dry run found
/// @param look what was found before that
record RouteStatus(
        Route route,
        RouteRecord record,
        Optional<RunRecord> run,
        Totals found,
        Optional<PlanRecord> plan,
        Optional<LookRecord> look) {

    /// What the route does, or what keeps it.
    sealed interface State {

        /// Messages or a comparison of it may be at work.
        record Copying() implements State {}

        /// Nothing of it can pass; `toDo` for a person.
        record Paused(Instant since, String reason, String toDo) implements State {}

        /// It waits for a person: because one wants it to, or `because` of its spend cap.
        record Stopped(Instant since, Optional<String> because) implements State {}

        /// Its comparison wants to know something first.
        record Asks(String question) implements State {}

        /// It copies nothing until somebody mends what was found before its first comparison, or
        /// says that it does not matter.
        record Held(LookRecord look) implements State {}

        /// It copies nothing until a person starts it, as it costs more than it may by itself.
        record WaitsForStart(PlanRecord plan) implements State {}

        /// No comparison was ever begun.
        record NeverCompared() implements State {}
    }

    static RouteStatus of(DeployedSystem system, Route route) {
        var runs = system.runLedger();
        var run = runs.find(route.name());
        var found =
                run.map(record ->
                                record.ended().isPresent()
                                        ? Totals.of(record.counts())
                                        : sum(runs.ranges(record)))
                        .orElse(Totals.NONE);
        return new RouteStatus(
                route,
                system.routeLedger().find(route.name()),
                run,
                found,
                system.planLedger().find(route.name()),
                system.lookLedger().find(route.name()));
    }

    private static Totals sum(Iterable<RangeRecord> ranges) {
        var sum = Totals.NONE;
        for (var range : ranges) {
            sum = sum.plus(Totals.of(range.counts()));
        }
        return sum;
    }

    State state() {
        if (record.stopped().isPresent()) {
            return new State.Stopped(record.stopped().get(), record.stoppedBecause());
        }
        if (record.pause().isPresent()) {
            var pause = record.pause().get();
            return new State.Paused(pause.since(), pause.reason(), toDo(pause));
        }
        var held = look.filter(LookRecord::holds).filter(this::isLatest);
        if (held.isPresent()) {
            return new State.Held(held.get());
        }
        var question = run.flatMap(RunRecord::question);
        if (question.isPresent()) {
            return new State.Asks(question.get());
        }
        var waiting =
                plan.filter(made -> made.approved().isEmpty())
                        .filter(_ -> run.isEmpty() || run.get().dry());
        if (waiting.isPresent()) {
            return new State.WaitsForStart(waiting.get());
        }
        return run.isPresent() ? new State.Copying() : new State.NeverCompared();
    }

    private String toDo(RouteRecord.Pause pause) {
        return "%s; it goes on by itself within an hour then, or at once: s3migrate resume %s"
                .formatted(
                        MissingPermission.in(pause.cause(), pause.reason())
                                .map("allow "::concat)
                                .orElse("mend what the reason names"),
                        route.name());
    }

    /// Whether no plan was approved since.
    private boolean isLatest(LookRecord found) {
        return plan.flatMap(PlanRecord::approved)
                .filter(approval -> approval.at().isAfter(found.at()))
                .isEmpty();
    }

    /// What will hurt, as was found before the first comparison, as long as it is young.
    List<LookRecord.Remark> warnings() {
        return complete().isPresent()
                ? List.of()
                : look.map(LookRecord::warnings).orElseGet(List::of);
    }

    /// When the latest finished comparison began: what it handed over may still be on its way.
    Optional<Instant> comparedUpTo() {
        return run.filter(last -> last.ended().isPresent() && last.question().isEmpty())
                .filter(last -> !last.dry())
                .map(RunRecord::started);
    }

    /// Up to when every change is known to be at the destination.
    Optional<CompleteUpTo> complete() {
        return run.flatMap(RunRecord::complete);
    }

    long handedOver() {
        return found.of(Finding.SENT).objects();
    }
}
