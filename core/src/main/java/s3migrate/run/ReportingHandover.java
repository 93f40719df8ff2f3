package s3migrate.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import s3migrate.job.Job;
import s3migrate.object.ObjectSummary;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceLine;

/// A handover that also writes lines of evidence for what gets no job. The files are named by their
/// first key: a stretch of keys that is done again overwrites its own.
public final class ReportingHandover implements Handover {

    /// A file holds no more lines: what bounds memory.
    private static final int MOST_LINES = 10_000;

    private final Handover jobs;
    private final EvidenceBucket reports;
    private final String route;
    private final String run;
    private final InstantSource clock;
    private final List<EvidenceLine> lines = new ArrayList<>();

    /// @param jobs is closed with this
    public ReportingHandover(
            Handover jobs, EvidenceBucket reports, String route, String run, InstantSource clock) {
        this.jobs = jobs;
        this.reports = reports;
        this.route = route;
        this.run = run;
        this.clock = clock;
    }

    @Override
    public void give(Job job) throws InterruptedException {
        jobs.give(job);
    }

    @Override
    public void leaveOut(ObjectSummary source, String reason) {
        lines.add(EvidenceLine.leftOut(route, run, source, reason, clock.instant()));
        if (lines.size() == MOST_LINES) {
            write();
        }
    }

    @Override
    public void settle() throws InterruptedException {
        write();
        jobs.settle();
    }

    private void write() {
        if (!lines.isEmpty()) {
            var first = UUID.nameUUIDFromBytes(lines.getFirst().key().getBytes(UTF_8));
            reports.write(route, Optional.of(run), "left-out-" + first, lines);
            lines.clear();
        }
    }

    @Override
    public void close() {
        jobs.close();
    }
}
