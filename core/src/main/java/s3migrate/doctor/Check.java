package s3migrate.doctor;

import java.util.List;

/// Looks at one thing. Changes nothing that is still there when it returns.
interface Check {

    /// What was seen.
    ///
    /// @throws s3migrate.store.StoreException if nothing could be seen
    List<Observation> look();

    /// What it looks at, for whoever is told that it could not.
    String subject();
}
