package s3migrate.jobsender;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import s3migrate.job.Batching;
import s3migrate.job.JobQueue;
import s3migrate.ledger.FailureIndex;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.PlanLedger;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RunLedger;
import s3migrate.log.EventLog;
import s3migrate.price.Meter;
import s3migrate.price.Prices;
import s3migrate.route.JobsenderSettings;
import s3migrate.route.RateCaps;
import s3migrate.route.StoreProfile;
import s3migrate.run.FinishedRuns;
import s3migrate.run.Handover;
import s3migrate.run.QueueHandover;
import s3migrate.run.ReportingHandover;
import s3migrate.run.RoutePass;
import s3migrate.run.RouteRun;
import s3migrate.run.RunQueue;
import s3migrate.run.RunReports;
import s3migrate.run.RunRequest;
import s3migrate.run.RunStretch;
import s3migrate.run.plan.LedgerPlans;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Terms;
import s3migrate.store.s3.Traffic;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;
import s3migrate.transfer.evidence.EvidenceBucket;

/// Does runs between stores that are opened for the run, with the credentials its parameters hold
/// then, or later, once those are refused.
record StoreRuns(
        JobsenderSettings settings,
        RunParameters parameters,
        Ledger ledger,
        FailureIndex failures,
        RunLedger runs,
        RouteLedger routes,
        PlanLedger plans,
        Prices prices,
        RunQueue runQueue,
        JobQueue jobQueue,
        Optional<EvidenceBucket> reports,
        RunReports runReports,
        FinishedRuns finished,
        FirstLook firstLook,
        Meter meter,
        EventLog log,
        InstantSource clock)
        implements RouteRuns {

    /// Requests in flight per side: a page and the one ahead of each lister, or its HEADs.
    private static final int REQUESTS_AT_ONCE = 64;

    /// Bounds the memory of messages on their way: 16 of at most 1 MiB.
    private static final int SENDS_AT_ONCE = 16;

    /// Ranges that are listed at once.
    private static final int LISTERS = 8;

    @Override
    public RunStretch go(RunRequest.Go request, String owner, Deadline deadline)
            throws InterruptedException {
        var of = parameters.of(request.route());
        var route = of.route();
        var terms = S3Terms.of(StoreProfile.AWS).withRequesterPays(route.options().requesterPays());
        var path = RoutePath.of(of, settings, meter);
        var planned = new LedgerPlans(route, path.path(), prices, plans, clock);
        if (planned.needed()) {
            var found = firstLook.at(of, path);
            if (found.look().holds()) {
                return new RunStretch.Held(request.run(), found.look(), found.news());
            }
            if (found.news()) {
                warn(found.look());
            }
        }
        try (var source = open(path.from(), S3Stores.Side.SOURCE, terms);
                var destination = open(path.to(), S3Stores.Side.DESTINATION, terms)) {
            var pass =
                    new RoutePass(
                            route,
                            source,
                            destination,
                            ledger,
                            failures,
                            of.ignored(),
                            clock,
                            new PassLog(log, route.name()),
                            LISTERS);
            var run =
                    new RouteRun(
                            route,
                            pass,
                            id -> handover(route.name(), id, path.batching(settings)),
                            runs,
                            routes,
                            planned,
                            runQueue,
                            runReports,
                            finished,
                            owner,
                            settings.lease(),
                            clock);
            return run.go(request, deadline);
        }
    }

    private void warn(LookRecord look) {
        for (var warning : look.warnings()) {
            log.warn("first_look", Map.of("route", look.route(), "reason", warning.text()));
        }
    }

    private Handover handover(String route, String run, Batching batching) {
        var jobs = new QueueHandover(jobQueue, run, batching, SENDS_AT_ONCE / LISTERS);
        return reports.<Handover>map(
                        bucket -> new ReportingHandover(jobs, bucket, route, run, clock))
                .orElse(jobs);
    }

    private ObjectStore open(S3Access access, S3Stores.Side side, S3Terms terms) {
        var connections = S3Connections.forInFlight(REQUESTS_AT_ONCE).countedBy(meter);
        var traffic = new Traffic(RateCaps.Cap.NONE, clock, Sleeper.system());
        return S3Stores.open(access, side, connections, terms, traffic);
    }
}
