package s3migrate.worker;

import java.time.Instant;
import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.transfer.RouteProbe;
import s3migrate.transfer.Transfer;

/// The transfers of each route. Serves many threads.
interface Transfers {

    /// The transfer for a job, by its route: one that is configured, or one that a copy order made.
    /// Opens what it needs at first use.
    ///
    /// @throws s3migrate.route.SettingsException if its credentials are missing or malformed
    Transfer of(Job job);

    /// Why a job is not one of the route that it names; empty if it is.
    ///
    /// @throws s3migrate.route.SettingsException if the routes cannot be read
    Optional<String> misfit(Job job);

    /// Tries the route of a job.
    RouteProbe probe(Job job);

    /// Ends the uploads at a route's destination that nobody needs any more; none of a route that
    /// is not configured any more.
    ///
    /// @return how many
    /// @throws s3migrate.route.SettingsException if its credentials are missing or malformed
    int sweep(String route);

    /// Whose credentials a job's route has on its two sides, by name: what a person can mend.
    String credentials(Job job);

    /// Reads the credentials of a job's route anew, unless that was done a moment ago.
    ///
    /// @param since when the transfer that was refused began
    /// @return whether its route has others now than then
    boolean renewed(Job job, Instant since);
}
