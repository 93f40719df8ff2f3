package s3migrate.worker;

import s3migrate.job.Job;
import s3migrate.transfer.Transfer;

/// The transfers of each route. Serves many threads.
interface Transfers {

    /// The transfer for a job, by its route: one that is configured, or one that a copy order made.
    /// Opens what it needs at first use.
    ///
    /// @throws s3migrate.route.SettingsException if its credentials are missing or malformed
    Transfer of(Job job);

    /// Forgets the connections of a job's route, so that its credentials are read anew.
    void reopen(Job job);
}
