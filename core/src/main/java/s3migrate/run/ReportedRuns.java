package s3migrate.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.RunRecord;
import s3migrate.time.Deadline;
import s3migrate.transfer.evidence.EvidenceBucket;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;
import s3migrate.transfer.evidence.EvidenceTotals;

/// The reports of runs in the reports bucket, as `docs/contracts.md` shows them. Serves many
/// threads.
public record ReportedRuns(EvidenceBucket reports, InstantSource clock) implements RunReports {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    @Override
    public Optional<RunJobs> write(RunRecord ended, Deadline deadline) {
        var evidence = reports.reader().totals(ended.route(), Optional.of(ended.run()), deadline);
        reports.writeReport(ended.route(), ended.run(), json(ended, evidence) + "\n");
        return evidence.flatMap(ReportedRuns::jobs);
    }

    /// What a run left out itself was no job. Lines that may be of one object tell nothing.
    private static Optional<RunJobs> jobs(EvidenceTotals sum) {
        if (!sum.eachOnce()) {
            return Optional.empty();
        }
        long ended =
                Arrays.stream(Outcome.values())
                        .filter(outcome -> outcome != Outcome.LEFT_OUT)
                        .mapToLong(outcome -> sum.of(outcome).objects())
                        .sum();
        return Optional.of(new RunJobs(ended, sum.of(Outcome.FAILED).objects()));
    }

    private String json(RunRecord run, Optional<EvidenceTotals> evidence) {
        var report =
                JSON.createObjectNode()
                        .put("v", VERSION)
                        .put("route", run.route())
                        .put("run", run.run())
                        .put("started", run.started().toString());
        run.ended().ifPresent(ended -> report.put("compared", ended.toString()));
        var totals = Totals.of(run.counts());
        put(report, "found", totals.found());
        var findings = report.putObject("findings");
        for (var finding : Finding.values()) {
            put(findings, finding.text(), totals.of(finding));
        }
        if (totals.redone() > 0) {
            report.put("redone", totals.redone());
        }
        report.put("summed_up", evidence.isPresent());
        evidence.ifPresent(sum -> {
            var jobs = jobs(sum);
            report.put(
                    "finished",
                    jobs.filter(known -> RunCompletion.allEnded(totals, known)).isPresent());
            report.put("each_once", sum.eachOnce());
            put(report, sum);
        });
        return report.put("written", clock.instant().toString()).toPrettyString();
    }

    private static void put(ObjectNode report, EvidenceTotals sum) {
        var outcomes = report.putObject("outcomes");
        for (var outcome : Outcome.values()) {
            var amount = sum.of(outcome);
            put(outcomes, word(outcome), new Amount(amount.objects(), amount.bytes()));
        }
        var proofs = report.putObject("evidence");
        for (var evidence : Evidence.values()) {
            var amount = sum.provedBy(evidence);
            put(proofs, word(evidence), new Amount(amount.objects(), amount.bytes()));
        }
        if (!sum.failures().isEmpty()) {
            var failures = report.putArray("failures");
            sum.failures()
                    .forEach(line ->
                            failures.addObject()
                                    .put("key", line.key())
                                    .put("reason", line.reason().orElse(""))
                                    .put("time", line.time().toString()));
        }
        report.put("digest", sum.digest());
    }

    /// What there is none of is left out.
    private static void put(ObjectNode into, String name, Amount amount) {
        if (amount.objects() > 0) {
            into.put(name, amount.objects()).put(name + "_bytes", amount.bytes());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
