package s3migrate.run;

import s3migrate.ledger.PlanRecord;

/// Whether the runs of a route may copy, and what is written down before they may. Fails with a
/// `LedgerException`.
public interface RunPlans {

    /// Of routes that copy at once.
    RunPlans NONE =
            new RunPlans() {
                @Override
                public boolean needed() {
                    return false;
                }

                @Override
                public PlanRecord make(String run, Totals found) {
                    throw new IllegalStateException("no run is dry");
                }

                @Override
                public boolean waitedBefore(String run) {
                    return false;
                }

                @Override
                public boolean lacksEarly(String run) {
                    return false;
                }

                @Override
                public void early(String run, Sampled sample) {
                    throw new IllegalStateException("no run is dry");
                }
            };

    /// Whether the next run is to be dry.
    boolean needed();

    /// Writes down what a dry run found, as the route's plan, which may be approved by that; one
    /// that a person approved meanwhile stays.
    PlanRecord make(String run, Totals found);

    /// Whether the route waited for a person before this run: what it finds is no news then.
    boolean waitedBefore(String run);

    /// Whether nothing is written down that says as much as a sample: of a dry run that is under
    /// way, or by one that came to its end.
    boolean lacksEarly(String run);

    /// Writes down what a sample says of a dry run that is under way, until it comes to its end,
    /// unless something says as much already: its price approves nothing.
    void early(String run, Sampled sample);
}
