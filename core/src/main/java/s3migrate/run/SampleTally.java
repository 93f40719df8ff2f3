package s3migrate.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import s3migrate.listing.Compared;
import s3migrate.listing.Difference;
import s3migrate.listing.Suspect;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;

/// Counts what two listings tell, as a pass does that asks neither the ledger nor the stores about
/// single objects.
record SampleTally(Route route, IgnoreList ignored, InstantSource clock) {

    SampleCounts of(List<Compared> rows) {
        var least = new ArrayList<Difference>(rows.size());
        var most = new ArrayList<Difference>(rows.size());
        for (var row : rows) {
            switch (row) {
                case Difference difference -> {
                    least.add(difference);
                    most.add(difference);
                }
                case Suspect(var source, var there) -> {
                    least.add(new Difference.SameSize(source));
                    most.add(new Difference.Changed(source, there));
                }
            }
        }
        return new SampleCounts(totals(least), totals(most));
    }

    private Totals totals(List<Difference> differences) {
        var tally = new Tally(Totals.NONE);
        var choice =
                new JobChoice(
                        route,
                        ignored,
                        _ -> Map.of(),
                        clock,
                        PassListener.NONE,
                        Handover.NONE,
                        tally);
        var _ = choice.jobs(differences);
        return tally.totals();
    }
}
