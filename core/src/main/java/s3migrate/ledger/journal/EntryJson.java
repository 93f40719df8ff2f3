package s3migrate.ledger.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Failure;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.Proof;
import s3migrate.ledger.UploadRecord;
import s3migrate.ledger.Way;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;

/// An entry as JSON of ASCII characters, on one line. What is absent of an entry is left out.
///
/// ```
/// {"v":1,
///  "destination":{"bucket":"backup","key":"film.mov"},
///  "generation":3, "state":"COPYING",
///  "source":{"bucket":"films","key":"film.mov","etag":"9bb5-512","version_id":"3HL4","size":34359738368},
///  "lease":{"owner":"7d4b","until":"2026-11-21T13:02:00Z"},
///  "upload":{"id":"VXBs","part_bytes":67108864,"checksum":"CRC64NVME","options":"91a8"},
///  "proof":{"evidence":"CHECKSUM","way":"STREAMING","etag":"0123","version_id":"9KfW"},
///  "tries":0, "restarts":0,
///  "failure":{"first":"2026-11-20T09:00:00Z","last":"2026-11-21T12:00:00Z","reason":"denied"},
///  "started":"2026-11-21T13:00:00Z", "updated":"2026-11-21T13:00:00.512Z"}
/// ```
final class EntryJson {

    private static final int VERSION = 1;

    private static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private EntryJson() {}

    static String write(LedgerEntry entry) {
        var json = JSON.createObjectNode().put("v", VERSION);
        putLocation(json.putObject("destination"), entry.destination());
        json.put("generation", entry.generation()).put("state", entry.state().name());
        putSource(json.putObject("source"), entry.source());
        entry.lease()
                .ifPresent(lease ->
                        json.putObject("lease")
                                .put("owner", lease.owner())
                                .put("until", millis(lease.until())));
        entry.upload().ifPresent(upload -> putUpload(json.putObject("upload"), upload));
        entry.proof().ifPresent(proof -> putProof(json.putObject("proof"), proof));
        json.put("tries", entry.tries()).put("restarts", entry.restarts());
        entry.failure()
                .ifPresent(failure ->
                        json.putObject("failure")
                                .put("first", millis(failure.first()))
                                .put("last", millis(failure.last()))
                                .put("reason", failure.reason()));
        json.put("started", millis(entry.started())).put("updated", millis(entry.updated()));
        return text(json);
    }

    /// @throws IllegalArgumentException saying why `text` is no entry
    static LedgerEntry read(String text) {
        try {
            var json = JSON.readTree(text);
            long version = number(json, "v");
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "version %d: accepted is %d".formatted(version, VERSION));
            }
            return entry(json);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(notATime.getMessage(), notATime);
        }
    }

    private static LedgerEntry entry(JsonNode json) {
        return new LedgerEntry(
                location(json.path("destination")),
                number(json, "generation"),
                LedgerEntry.State.valueOf(text(json, "state")),
                source(json.path("source")),
                find(json, "lease").map(l -> new Lease(text(l, "owner"), time(l, "until"))),
                find(json, "upload").map(EntryJson::upload),
                find(json, "proof").map(EntryJson::proof),
                (int) number(json, "tries"),
                (int) number(json, "restarts"),
                find(json, "failure")
                        .map(f ->
                                new Failure(time(f, "first"), time(f, "last"), text(f, "reason"))),
                time(json, "started"),
                time(json, "updated"));
    }

    /// Not by the node itself, which escapes nothing.
    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void putLocation(ObjectNode json, ObjectLocation location) {
        json.put("bucket", location.bucket()).put("key", location.key());
    }

    private static void putSource(ObjectNode json, PinnedObject source) {
        putLocation(json, source.location());
        json.put("etag", source.etag().value());
        putVersion(json, source.versionId());
        json.put("size", source.size());
    }

    private static void putUpload(ObjectNode json, UploadRecord upload) {
        json.put("id", upload.id())
                .put("part_bytes", upload.partBytes())
                .put("checksum", upload.algorithm().name());
        upload.options().ifPresent(options -> json.put("options", options));
    }

    private static void putProof(ObjectNode json, Proof proof) {
        json.put("evidence", proof.evidence().name());
        proof.way().ifPresent(way -> json.put("way", way.name()));
        json.put("etag", proof.written().value());
        putVersion(json, proof.writtenVersionId());
    }

    private static void putVersion(ObjectNode json, Optional<String> versionId) {
        versionId.ifPresent(id -> json.put("version_id", id));
    }

    private static ObjectLocation location(JsonNode json) {
        return new ObjectLocation(text(json, "bucket"), text(json, "key"));
    }

    private static PinnedObject source(JsonNode json) {
        return new PinnedObject(
                location(json), new ETag(text(json, "etag")), version(json), number(json, "size"));
    }

    private static UploadRecord upload(JsonNode json) {
        return new UploadRecord(
                text(json, "id"),
                number(json, "part_bytes"),
                ChecksumAlgorithm.valueOf(text(json, "checksum")),
                find(json, "options").map(JsonNode::asText));
    }

    private static Proof proof(JsonNode json) {
        return new Proof(
                Evidence.valueOf(text(json, "evidence")),
                find(json, "way").map(way -> Way.valueOf(way.asText())),
                new ETag(text(json, "etag")),
                version(json));
    }

    private static Optional<String> version(JsonNode json) {
        return find(json, "version_id").map(JsonNode::asText);
    }

    private static Optional<JsonNode> find(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name));
    }

    private static String text(JsonNode json, String name) {
        return find(json, name)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .orElseThrow(() -> new IllegalArgumentException(name + " is no text"));
    }

    private static long number(JsonNode json, String name) {
        return find(json, name)
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::longValue)
                .orElseThrow(() -> new IllegalArgumentException(name + " is no whole number"));
    }

    private static String millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }
}
