package s3migrate.worker;

import java.time.Duration;
import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.job.Routing;
import s3migrate.route.Route;
import s3migrate.route.Routes;

/// The route each job goes by. A message names it, and whoever may send one is not trusted: a job
/// has a route's credentials and options only for a copy that this route makes. Serves many
/// threads.
record JobRoutes(Refreshed<Routing> routing) {

    /// Who sends a job may have read the routes a moment ago: where ours do not know it, they are
    /// read again, so often at most.
    static final Duration OLD = Duration.ofSeconds(5);

    /// One that is configured, or one that a copy order made.
    ///
    /// @throws s3migrate.route.SettingsException if they cannot be read
    Route of(Job job) {
        var routes = routes(job);
        return routes.named(job.route())
                .orElseGet(() -> routes.ordered(job.source(), job.destination()));
    }

    /// Why a job is not one of the route that it names: the route was changed since, or the job is
    /// forged.
    ///
    /// @throws s3migrate.route.SettingsException if they cannot be read
    Optional<String> misfit(Job job) {
        return routes(job)
                .named(job.route())
                .filter(route -> !route.maps(job.source(), job.destination()))
                .map(route ->
                        "copy %s to %s: its message names route %s, which copies %s to %s and would not put it there; the next comparison finds what the route lacks, and s3migrate dismiss ends this failure"
                                .formatted(
                                        job.source(),
                                        job.destination(),
                                        route.name(),
                                        route.source(),
                                        route.destinationRange()));
    }

    /// Whether what the job's source lacks may be deleted at its destination: what the route is
    /// about, and nothing that it leaves out.
    boolean mayDelete(Job job) {
        var route = of(job);
        return route.options().deletes().extras()
                && route.maps(job.source(), job.destination())
                && !route.options().filter().leavesOut(route.name(job.source().key()))
                && !routing.get().ignored().ignores(job.source());
    }

    private Routes routes(Job job) {
        var kept = routing.get().routes();
        return kept.know(job.route(), job.source(), job.destination())
                ? kept
                : routing.noOlderThan(OLD).routes();
    }
}
