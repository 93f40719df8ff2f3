package s3migrate.outcome;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.transfer.TransferOutcome;

/// An event's `detail` as JSON of ASCII characters, as `docs/contracts.md` and
/// `docs/outcome-event.schema.json` have it. What is absent is left out.
public final class OutcomeJson {

    /// Longer reasons end in `...`.
    private static final int MAX_REASON_CHARS = 2_000;

    private static final int VERSION = 1;
    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

    private OutcomeJson() {}

    /// Of at most 64 KiB.
    public static String detail(OutcomeEvent event) {
        var json = JSON.createObjectNode().put("v", VERSION);
        switch (event) {
            case OutcomeEvent.CopyCompleted(var job, var proved, var time) ->
                    at(time, put(json, job, proved));
            case OutcomeEvent.CopyFailed(var job, var cause, var reason, var time) -> {
                put(json, job, job.versionId());
                at(time, put(json, cause, reason));
            }
            case OutcomeEvent.RunFinished finished -> at(finished.time(), put(json, finished));
            case OutcomeEvent.RoutePaused(var route, var cause, var reason, var time) ->
                    at(time, put(json.put("route", route), cause, reason));
        }
        return text(json);
    }

    private static ObjectNode put(ObjectNode json, Job job, TransferOutcome.Proved proved) {
        put(json, job, proved.source().versionId());
        return json.put("size", proved.source().size())
                .put(
                        "outcome",
                        switch (proved) {
                            case TransferOutcome.Copied _ -> "copied";
                            case TransferOutcome.AlreadyPresent _ -> "already_there";
                        })
                .put("evidence", proved.evidence().name().toLowerCase(Locale.ROOT));
    }

    private static ObjectNode put(ObjectNode json, OutcomeEvent.RunFinished run) {
        json.put("route", run.route())
                .put("run", run.run())
                .put("source_objects", run.sourceObjects())
                .put("source_bytes", run.sourceBytes())
                .put("handed_over", run.handedOver())
                .put("complete_up_to", run.complete().time().toString())
                .put("behind", run.complete().behind());
        run.report().ifPresent(report -> json.put("report", report));
        return json;
    }

    private static void put(ObjectNode json, Job job, Optional<String> versionId) {
        job.id().ifPresent(id -> json.put("id", id));
        json.put("route", job.route());
        job.run().ifPresent(run -> json.put("run", run));
        json.put("src_bucket", job.source().bucket()).put("src_key", job.source().key());
        versionId.ifPresent(id -> json.put("version_id", id));
        json.put("des_bucket", job.destination().bucket()).put("des_key", job.destination().key());
    }

    private static ObjectNode put(ObjectNode json, String cause, String reason) {
        return json.put("cause", cause).put("reason", shortened(reason));
    }

    private static void at(Instant time, ObjectNode json) {
        json.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON_CHARS
                ? reason
                : reason.substring(0, MAX_REASON_CHARS - 3) + "...";
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
