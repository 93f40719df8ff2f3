package s3migrate.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import s3migrate.object.StoredObject;

/// Writes jobs as JSON of ASCII characters.
final class MessageWriter {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// Writes into an object that is open.
    interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private MessageWriter() {}

    static String job(Job job) {
        return message("job", json -> writeJob(json, job));
    }

    static String continuation(Job job, long generation) {
        return message(
                "continuation",
                json -> {
                    writeJob(json, job);
                    json.writeNumberField("generation", generation);
                });
    }

    static String slice(Slice slice) {
        return message(
                "slice",
                json -> {
                    writeJob(json, slice.job());
                    json.writeObjectFieldStart("source");
                    text(json, "etag", slice.source().etag().value());
                    text(json, "version_id", slice.source().versionId());
                    json.writeNumberField("size", slice.source().size());
                    json.writeEndObject();
                    text(json, "upload_id", slice.upload().id());
                    json.writeNumberField("part_bytes", slice.upload().partBytes());
                    text(json, "checksum", slice.upload().algorithm().name());
                    json.writeNumberField("first_part", slice.firstPart());
                    json.writeNumberField("last_part", slice.lastPart());
                });
    }

    static String sweep(String route) {
        return message("sweep", json -> text(json, "route", route));
    }

    static String message(String type, Fields fields) {
        return object(json -> {
            json.writeNumberField("v", MessageReader.VERSION);
            json.writeStringField("type", type);
            fields.writeTo(json);
        });
    }

    static String object(Fields fields) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /// The length of a text between its quotes.
    static int lengthOf(String text) {
        return object(json -> text(json, "", text)).length() - "{\"\":\"\"}".length();
    }

    static void text(JsonGenerator json, String name, String value) throws IOException {
        if (!Unicode.isWhole(value)) {
            throw new IllegalArgumentException(
                    "%s with half of a surrogate pair: accepted is text that has a UTF-8 form"
                            .formatted(name));
        }
        json.writeStringField(name, value);
    }

    static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            text(json, name, value.get());
        }
    }

    static void history(JsonGenerator json, JobHistory history) throws IOException {
        json.writeStringField("first_seen", history.firstSeen().toString());
        count(json, "tries", history.tries());
        count(json, "restarts", history.restarts());
        count(json, "idle", history.idle());
    }

    static void seen(JsonGenerator json, Job job) throws IOException {
        switch (job.seen()) {
            case NOTHING -> {}
            case OTHER -> json.writeBooleanField("present", true);
            case EXTRA -> json.writeBooleanField("extra", true);
        }
    }

    /// The class that most objects have is left away.
    static void listed(JsonGenerator json, Job job) throws IOException {
        var listed = job.listed();
        text(json, "etag", listed.map(row -> row.etag().value()));
        text(
                json,
                "storage_class",
                listed.map(Listed::storageClass)
                        .filter(name -> !name.equals(StoredObject.STANDARD)));
    }

    private static void count(JsonGenerator json, String name, int count) throws IOException {
        if (count > 0) {
            json.writeNumberField(name, count);
        }
    }

    private static void writeJob(JsonGenerator json, Job job) throws IOException {
        text(json, "route", job.route());
        text(json, "run", job.run());
        text(json, "src_bucket", job.source().bucket());
        text(json, "src_key", job.source().key());
        text(json, "version_id", job.versionId());
        text(json, "des_bucket", job.destination().bucket());
        text(json, "des_key", job.destination().key());
        if (job.size().isPresent()) {
            json.writeNumberField("size", job.size().getAsLong());
        }
        text(json, "id", job.id());
        seen(json, job);
        listed(json, job);
        history(json, job.history());
    }
}
