package s3migrate.run;

import java.util.ArrayList;
import java.util.List;
import s3migrate.listing.Compared;
import s3migrate.listing.Difference;
import s3migrate.listing.SecondLook;
import s3migrate.listing.Suspect;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Overwrite;

/// Makes differences of what two listings tell, by a second look where they do not tell enough and
/// it decides anything: not for what is left out anyway, and not where nothing is overwritten.
record Differences(Route route, SecondLook look) {

    List<Difference> of(List<Compared> rows, JobChoice choice) {
        var differences = new ArrayList<Difference>(rows.size());
        var suspects = new ArrayList<Suspect>();
        for (var row : rows) {
            switch (row) {
                case Difference difference -> differences.add(difference);
                case Suspect suspect when route.options().overwrite() == Overwrite.NEVER ->
                        differences.add(new Difference.SameSize(suspect.source()));
                case Suspect suspect -> {
                    if (!choice.countsAsIgnored(suspect.source())) {
                        suspects.add(suspect);
                    }
                }
            }
        }
        differences.addAll(look.settle(suspects));
        return differences;
    }
}
