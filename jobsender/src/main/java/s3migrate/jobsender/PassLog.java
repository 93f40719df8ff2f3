package s3migrate.jobsender;

import java.util.EnumMap;
import java.util.Map;
import s3migrate.log.EventLog;
import s3migrate.object.ObjectLocation;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.PassListener;

/// Writes down which objects get no job and why: the first few of each kind, as the totals have
/// them all. Serves many threads.
final class PassLog implements PassListener {

    private static final int LINES_OF_A_KIND = 20;

    private final EventLog log;
    private final String route;
    private final Map<Finding, Integer> lines = new EnumMap<>(Finding.class);

    PassLog(EventLog log, String route) {
        this.log = log;
        this.route = route;
    }

    @Override
    public void extrasKept(Amount extras, long most) {
        log.error(
                "extras_kept",
                Map.of(
                        "route",
                        route,
                        "extras",
                        extras.objects(),
                        "max_delete",
                        most,
                        "reason",
                        "more objects are at the destination only than max_delete allows: nothing"
                                + " is deleted; look at both sides, then raise max_delete"));
    }

    @Override
    public void leftOut(ObjectLocation source, Finding finding, String reason) {
        if (isOfTheFirst(finding)) {
            log.warn(
                    "left_out",
                    Map.of(
                            "route",
                            route,
                            "source",
                            source.toString(),
                            "finding",
                            finding.text(),
                            "reason",
                            reason));
        }
    }

    private synchronized boolean isOfTheFirst(Finding finding) {
        return lines.merge(finding, 1, Integer::sum) <= LINES_OF_A_KIND;
    }
}
