package s3migrate.cli.sync;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import s3migrate.cli.ExitCode;
import s3migrate.object.ObjectLocation;
import s3migrate.price.Prices;
import s3migrate.route.Route;
import s3migrate.route.StoreProfile;
import s3migrate.run.Finding;
import s3migrate.run.Totals;
import s3migrate.run.plan.Forecast;
import s3migrate.run.plan.ForecastJson;
import s3migrate.transfer.CopyWay;

/// What a sync found and did, for people or for programs.
///
/// @param asksFirst whether the sync that is forecast stops before it overwrites anything
/// @param ended why it did not come to all differences
/// @param leftOpen where uploads are left, of what failed or this sync is not about
record SyncReport(
        Route route,
        Totals found,
        Tallies.Done done,
        Failures failures,
        CopyWay way,
        StoreProfile store,
        Optional<Forecast> forecast,
        boolean asksFirst,
        Optional<String> ended,
        List<ObjectLocation> leftOpen,
        Duration elapsed)
        implements Report {

    private static final double MIB = 1 << 20;

    /// 0 if nothing failed, though options may leave some as it is; 1 if something failed, or was
    /// to be deleted and is not. A dry run says what it found by its output, not by its exit code.
    @Override
    public int exitCode() {
        boolean good = failures.count() == 0 && done.extrasKept().isEmpty();
        return forecast.isPresent() || good ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    @Override
    public void print(PrintWriter out) {
        row(out, "copies go", way.text());
        printFindings(out);
        if (forecast.isPresent()) {
            print(forecast.get(), out);
        } else {
            printCopies(out);
        }
        printRemarks(out);
        row(out, "failed", "%,d".formatted(failures.count()));
        FailureRows.print(failures, out);
    }

    private void printFindings(PrintWriter out) {
        if (store.equals(StoreProfile.UNKNOWN)) {
            row(out, "destination", "an unknown store: --dest-store says what it can do");
        }
        row(out, "found", amount(found.found().objects(), found.found().bytes()));
        row(out, "already equal", "%,d".formatted(objects(Finding.SAME)));
        if (objects(Finding.SAME_SIZE) > 0) {
            row(out, "equal in size only", "%,d".formatted(objects(Finding.SAME_SIZE)));
        }
        row(out, "missing", amount(Finding.MISSING));
        row(out, "changed", amount(Finding.CHANGED));
        if (objects(Finding.OTHER_METADATA) > 0) {
            row(out, "other metadata", amount(Finding.OTHER_METADATA));
        }
        row(out, "only at the destination", "%,d, %s".formatted(objects(Finding.EXTRA), extras()));
        if (objects(Finding.EXTRA_IGNORED) > 0) {
            row(out, "only there, ignored", "%,d".formatted(objects(Finding.EXTRA_IGNORED)));
        }
        long kept = objects(Finding.KEPT) + done.kept();
        if (kept > 0) {
            row(out, "other there, kept", "%,d".formatted(kept));
        }
        if (objects(Finding.IGNORED) > 0) {
            row(out, "ignored", "%,d".formatted(objects(Finding.IGNORED)));
        }
    }

    private void print(Forecast plan, PrintWriter out) {
        row(out, "would copy", amount(Finding.SENT));
        if (asksFirst && overwritten() > 0) {
            row(
                    out,
                    "would stop first",
                    "%,d there would be overwritten: --overwrite says whether to"
                            .formatted(overwritten()));
        }
        ForecastRows.of(plan, Prices.read())
                .forEach(line -> row(out, line.getKey(), line.getValue()));
    }

    private void printCopies(PrintWriter out) {
        row(out, "copied", amount(done.copiedObjects(), done.copiedBytes()) + " in " + seconds());
        row(
                out,
                "sent",
                "%.1f MiB, %,d parts resumed, %,d retries"
                        .formatted(sentBytes() / MIB, done.resumedParts(), done.retries()));
        done.evidence()
                .forEach((kind, count) ->
                        row(
                                out,
                                "proved by "
                                        + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                "%,d".formatted(count)));
    }

    private void printRemarks(PrintWriter out) {
        ended.ifPresent(why -> row(out, "ended early", why + "; the next sync goes on"));
        if (!leftOpen.isEmpty()) {
            row(out, "uploads left open", openUploads());
        }
        if (done.tagsLeftOut() > 0) {
            row(out, "tags left out", "%,d".formatted(done.tagsLeftOut()));
        }
        if (done.tooSmallForClass() > 0) {
            row(out, "kept in STANDARD", "%,d, below 128 KiB".formatted(done.tooSmallForClass()));
        }
    }

    /// One object a line: each failure, then the totals.
    @Override
    public void printJson(PrintWriter out) {
        FailureRows.printJson(failures, out);
        var line = new LinkedHashMap<String, Object>();
        line.put("route", route.name());
        line.put("dry_run", forecast.isPresent());
        line.put("found", new java.util.TreeMap<>(found.counts()));
        line.put("copied", done.copiedObjects());
        line.put("copied_bytes", done.copiedBytes());
        line.put("way", way instanceof CopyWay.ServerSide ? "server-side" : "streaming");
        line.put("way_reason", way.reason());
        line.put("sent_bytes", sentBytes());
        line.put("resumed_parts", done.resumedParts());
        line.put("retries", done.retries());
        line.put("tags_left_out", done.tagsLeftOut());
        line.put("kept_in_standard", done.tooSmallForClass());
        var evidence = new LinkedHashMap<String, Long>();
        done.evidence()
                .forEach(
                        (kind, count) -> evidence.put(kind.name().toLowerCase(Locale.ROOT), count));
        line.put("evidence", evidence);
        line.put("kept", objects(Finding.KEPT) + done.kept());
        line.put("deleted", done.deleted());
        done.extrasKept().ifPresent(why -> line.put("extras_left_alone", why));
        ended.ifPresent(why -> line.put("ended_early", why));
        line.put("open_uploads", leftOpen.stream().map(ObjectLocation::toString).toList());
        line.put("failed", failures.count());
        forecast.ifPresent(f -> line.put("forecast", ForecastJson.of(f, Prices.read())));
        line.put("seconds", elapsed.toMillis() / 1000.0);
        out.println(JsonLines.of(line));
    }

    private long overwritten() {
        return objects(Finding.CHANGED) + objects(Finding.OTHER_METADATA);
    }

    private String extras() {
        if (!route.options().deletes().extras()) {
            return "left alone";
        }
        if (done.extrasKept().isPresent()) {
            return "left alone: " + done.extrasKept().get();
        }
        return forecast.isPresent() ? "to be deleted" : "%,d deleted".formatted(done.deleted());
    }

    private String openUploads() {
        return "%,d, %s%s: a sync that is about them goes on from their parts"
                .formatted(
                        leftOpen.size(),
                        leftOpen.getFirst(),
                        leftOpen.size() > 1 ? " and others" : "");
    }

    /// What S3 moved by itself was not sent.
    private long sentBytes() {
        return way instanceof CopyWay.ServerSide ? 0 : done.sentBytes();
    }

    private long objects(Finding finding) {
        return found.of(finding).objects();
    }

    private String amount(Finding finding) {
        return amount(found.of(finding).objects(), found.of(finding).bytes());
    }

    private static String amount(long objects, long bytes) {
        return "%,d, %.1f MiB".formatted(objects, bytes / MIB);
    }

    private String seconds() {
        return "%.1f s".formatted(elapsed.toMillis() / 1000.0);
    }

    private static void row(PrintWriter out, String name, String value) {
        out.println("  %-26s %s".formatted(name, value));
    }
}
