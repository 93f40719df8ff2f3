package s3migrate.worker;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import s3migrate.job.Job;
import s3migrate.job.Slice;
import s3migrate.log.EventLog;
import s3migrate.transfer.SliceOutcome;
import s3migrate.transfer.TransferOutcome;

/// Writes down how transfers ended.
record TransferEnds(EventLog log) {

    /// Nothing that stores, ledger or settings say: for those who mend the program.
    void fault(Job job, RuntimeException fault) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        log.error(
                "fault",
                Map.of(
                        "source",
                        job.source().toString(),
                        "destination",
                        job.destination().toString(),
                        "reason",
                        fault.toString(),
                        "trace",
                        trace.toString()));
    }

    /// One line per ended transfer, except for small objects that were copied or there: those are
    /// millions.
    void log(Job job, TransferOutcome outcome, boolean small) {
        if (small
                && (outcome instanceof TransferOutcome.Copied
                        || outcome instanceof TransferOutcome.AlreadyPresent
                        || outcome instanceof TransferOutcome.Kept)) {
            return;
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("route", job.route());
        fields.put("source", job.source().toString());
        fields.put("destination", job.destination().toString());
        job.id().ifPresent(id -> fields.put("id", id));
        fields.putAll(fieldsOf(outcome));
        log.info("transfer_ended", fields);
    }

    /// One line per slice.
    void log(Slice slice, SliceOutcome outcome) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("route", slice.job().route());
        fields.put("destination", slice.job().destination().toString());
        fields.put("first_part", slice.firstPart());
        fields.put("last_part", slice.lastPart());
        fields.putAll(fieldsOf(outcome));
        log.info("slice_ended", fields);
    }

    /// The upload of an object that is given up could not be ended, and may be open.
    void uploadLeft(Job job, RuntimeException cause) {
        log.warn(
                "upload_left",
                Map.of(
                        "destination",
                        job.destination().toString(),
                        "reason",
                        String.valueOf(cause.getMessage())));
    }

    /// So many uploads of a route were ended; of none nothing is said.
    void swept(String route, int uploads) {
        if (uploads > 0) {
            log.info("uploads_swept", Map.of("route", route, "uploads", uploads));
        }
    }

    void notSwept(String route, RuntimeException cause) {
        log.warn(
                "uploads_not_swept",
                Map.of("route", route, "reason", String.valueOf(cause.getMessage())));
    }

    private static Map<String, Object> fieldsOf(SliceOutcome outcome) {
        return switch (outcome) {
            case SliceOutcome.Copied _ -> Map.of("outcome", "copied");
            case SliceOutcome.OutOfTime late ->
                    Map.of("outcome", "out_of_time", "parts_left", late.partsLeft());
            case SliceOutcome.HandsBack(var reason) ->
                    Map.of("outcome", "hands_back", "reason", reason);
            case SliceOutcome.Obsolete(var reason) ->
                    Map.of("outcome", "obsolete", "reason", reason);
        };
    }

    private static Map<String, Object> fieldsOf(TransferOutcome outcome) {
        return switch (outcome) {
            case TransferOutcome.Copied copied ->
                    Map.of(
                            "outcome", "copied",
                            "bytes", copied.source().size(),
                            "parts", copied.parts(),
                            "resumed_parts", copied.resumed(),
                            "evidence", copied.evidence().name());
            case TransferOutcome.AlreadyPresent there ->
                    Map.of("outcome", "already_there", "evidence", there.evidence().name());
            case TransferOutcome.Kept there ->
                    Map.of("outcome", "kept", "etag", there.destination().etag().value());
            case TransferOutcome.SourceGone _ -> Map.of("outcome", "source_gone");
            case TransferOutcome.Deleted deleted ->
                    Map.of(
                            "outcome",
                            "deleted",
                            "bytes",
                            deleted.destination().size(),
                            "etag",
                            deleted.destination().etag().value());
            case TransferOutcome.DeletesPaused paused ->
                    Map.of("outcome", "deletes_paused", "since", paused.since().toString());
            case TransferOutcome.OutOfTime late ->
                    Map.of(
                            "outcome", "out_of_time",
                            "parts_left", late.partsLeft(),
                            "restarts", late.restarts());
            case TransferOutcome.Sliced(var slices) ->
                    Map.of("outcome", "sliced", "slices", slices.size());
            case TransferOutcome.Busy busy ->
                    Map.of("outcome", "busy", "until", busy.until().toString());
            case TransferOutcome.Overtaken(var rounds, var detail) ->
                    Map.of("outcome", "overtaken", "rounds", rounds, "reason", detail);
            case TransferOutcome.Unsettled unsettled ->
                    Map.of(
                            "outcome",
                            "unsettled",
                            "reason",
                            String.valueOf(unsettled.cause().getMessage()));
            case TransferOutcome.KeepsChanging changing ->
                    Map.of("outcome", "source_keeps_changing", "restarts", changing.restarts());
            case TransferOutcome.Mismatch mismatch ->
                    Map.of("outcome", "mismatch", "reason", mismatch.detail());
            case TransferOutcome.TooLittleProof proof ->
                    Map.of("outcome", "too_little_proof", "evidence", proof.found().name());
            case TransferOutcome.MetadataHidden hidden ->
                    Map.of("outcome", "metadata_hidden", "entries", hidden.entries());
            case TransferOutcome.TooLarge large ->
                    Map.of("outcome", "too_large", "bytes", large.bytes());
        };
    }
}
