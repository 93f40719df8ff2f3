package s3migrate.run;

/// What a message of the runs queue asks for.
public sealed interface RunRequest {

    /// Start a run of every route.
    record StartAll() implements RunRequest {}

    /// Start a run of this route.
    ///
    /// @param confirmed whether its source may have become much smaller
    record Start(String route, boolean confirmed) implements RunRequest {}

    /// Do what time allows of a run that was started.
    ///
    /// @param confirmed of the start; counts where this message begins the run
    /// @param sampled whether a sample of the keys was tried before
    record Go(String route, String run, boolean confirmed, Share share, boolean sampled)
            implements RunRequest {

        public Go(String route, String run) {
            this(route, run, false, Share.WHOLE);
        }

        public Go(String route, String run, boolean confirmed, Share share) {
            this(route, run, confirmed, share, false);
        }

        /// The same, and no sample is tried any more.
        Go afterSample() {
            return new Go(route, run, confirmed, share, true);
        }
    }

    /// Look whether the jobs of a run have all ended.
    ///
    /// @param number of looks before this one
    record Check(String route, String run, int number) implements RunRequest {}

    /// Nothing we know; `reason` names every fault.
    record Malformed(String reason) implements RunRequest {}
}
