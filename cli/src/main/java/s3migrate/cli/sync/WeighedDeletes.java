package s3migrate.cli.sync;

import java.time.InstantSource;
import s3migrate.transfer.Deletes;

/// Deletes what a comparison has weighed, and nothing else: what vanishes from the source meanwhile
/// is an extra of the next sync, which weighs it with the others.
record WeighedDeletes(InstantSource clock) implements Deletes {

    @Override
    public boolean wanted() {
        return true;
    }

    @Override
    public Permit next() {
        return new Permit.Paused(clock.instant(), 0);
    }
}
