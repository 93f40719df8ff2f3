package s3migrate.job;

import static s3migrate.job.MessageWriter.history;
import static s3migrate.job.MessageWriter.listed;
import static s3migrate.job.MessageWriter.seen;
import static s3migrate.job.MessageWriter.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// Writes batches: what the jobs have in common once, then the rest of each. All lengths are
/// characters, which are bytes.
final class BatchWriter {

    private BatchWriter() {}

    static String batch(Batch batch) {
        var first = batch.jobs().getFirst();
        var ends = CommonEnds.of(first);
        String prefix = first.source().key();
        for (var job : batch.jobs()) {
            prefix = ends.commonPrefix(prefix, job.source().key());
        }
        return message(ends, prefix, first.history(), batch.jobs());
    }

    /// The length of a batch without its objects.
    static int lengthOfCommon(CommonEnds ends, String prefix, JobHistory history) {
        return message(ends, prefix, history, List.of()).length();
    }

    /// The length of an object with its whole key.
    static int lengthOf(Job job, JobHistory common) {
        return MessageWriter.object(json -> fields(json, job, "", common)).length();
    }

    private static String message(
            CommonEnds ends, String prefix, JobHistory history, List<Job> jobs) {
        return MessageWriter.message(
                "batch",
                json -> {
                    text(json, "route", ends.route());
                    text(json, "run", ends.run());
                    text(json, "src_bucket", ends.sourceBucket());
                    text(json, "src_prefix", prefix);
                    text(json, "des_bucket", ends.destinationBucket());
                    text(json, "des_prefix", ends.destinationPrefix(prefix));
                    history(json, history);
                    json.writeArrayFieldStart("objects");
                    for (var job : jobs) {
                        json.writeStartObject();
                        fields(json, job, prefix, history);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    private static void fields(JsonGenerator json, Job job, String prefix, JobHistory common)
            throws IOException {
        text(json, "key", job.source().key().substring(prefix.length()));
        text(json, "version_id", job.versionId());
        json.writeNumberField("size", Batch.bytesOf(job));
        text(json, "id", job.id());
        seen(json, job);
        listed(json, job);
        if (!job.history().equals(common)) {
            history(json, job.history());
        }
    }
}
