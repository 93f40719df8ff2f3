package s3migrate.e2e;

import java.util.ArrayList;
import java.util.List;

/// What must be true of a deployment that has nothing left to do, whatever went wrong before.
final class BrokenPromises {

    private BrokenPromises() {}

    /// What is not so; empty if all is well. Then, as in the run of a day later, uploads have been
    /// ended that nobody will complete.
    static List<String> of(ChaosSystem aws, List<ChaosHistory> routes) throws InterruptedException {
        var broken = new ArrayList<>(aws.deadLetters());
        var records = aws.records();
        broken.addAll(records.unfinished());
        for (var route : routes) {
            var lane = route.lane();
            route.behind().forEach(key -> broken.add("not its source: " + key));
            broken.addAll(route.broken());
            route.unproved(records).forEach(key -> broken.add("nothing proves: " + key));
            int ended = aws.sweepADayLater(lane);
            System.out.printf("%s: %d uploads ended a day later%n", lane.source(), ended);
            lane.openUploads().forEach(key -> broken.add("an upload is open: " + key));
        }
        return broken;
    }
}
