package s3migrate.transfer.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.object.ETag;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;

/// A line as JSON of ASCII characters, as `docs/contracts.md` shows it. What is absent is left out.
final class EvidenceJson {

    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

    private EvidenceJson() {}

    /// One line, without its end.
    static String write(EvidenceLine line) {
        var json = JSON.createObjectNode().put("route", line.route());
        put(json, "run", line.run());
        json.put("key", line.key());
        put(json, "version_id", line.versionId());
        put(json, "source_etag", line.sourceEtag().map(ETag::value));
        put(json, "des_etag", line.destinationEtag().map(ETag::value));
        line.size().ifPresent(size -> json.put("size", size));
        if (line.tagsLeftOut() > 0) {
            json.put("tags_left_out", line.tagsLeftOut());
        }
        put(json, "way", line.way().map(way -> word(way).replace('_', '-')));
        put(json, "evidence", line.evidence().map(EvidenceJson::word));
        json.put("outcome", word(line.outcome()));
        put(json, "reason", line.reason());
        return text(json.put("time", line.time().toString()));
    }

    /// @throws IllegalArgumentException saying why `text` is no line of evidence
    static EvidenceLine read(String text) {
        try {
            var json = JSON.readTree(text);
            return new EvidenceLine(
                    needed(json, "route"),
                    find(json, "run"),
                    needed(json, "key"),
                    find(json, "version_id"),
                    find(json, "source_etag").map(ETag::new),
                    find(json, "des_etag").map(ETag::new),
                    json.has("size")
                            ? OptionalLong.of(json.path("size").longValue())
                            : OptionalLong.empty(),
                    json.path("tags_left_out").intValue(),
                    find(json, "way").map(constant(Way::valueOf)),
                    find(json, "evidence").map(constant(Evidence::valueOf)),
                    constant(Outcome::valueOf).apply(needed(json, "outcome")),
                    find(json, "reason"),
                    Instant.parse(needed(json, "time")));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(notATime.getMessage(), notATime);
        }
    }

    /// Not by the node itself, which escapes nothing.
    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(ObjectNode json, String name, Optional<String> value) {
        value.ifPresent(v -> json.put(name, v));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E> Function<String, E> constant(Function<String, E> valueOf) {
        return word -> valueOf.apply(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Optional<String> find(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::textValue);
    }

    private static String needed(JsonNode json, String name) {
        return find(json, name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is no text"));
    }
}
