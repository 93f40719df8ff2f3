package s3migrate.sandbox.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.json.JsonServer;

/// EventBridge's PutEvents on loopback. Keeps what it takes, routes nothing, and refuses entries
/// one by one, as EventBridge: the request succeeds, and its answer tells which of them failed.
///
/// Safe for any number of threads.
public final class EventBridgeServer implements AutoCloseable {
    /// Entries in one request (EventBridge quotas).
    public static final int MAX_ENTRIES = 10;

    /// All entries of a request have to be smaller together, as EventBridge counts them.
    public static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_DETAIL_TYPE = 128;
    private static final int TIME_BYTES = 14;
    private static final Set<String> FIELDS =
            Set.of(
                    "Source",
                    "DetailType",
                    "Detail",
                    "EventBusName",
                    "Resources",
                    "Time",
                    "TraceHeader");

    private final List<BusEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final JsonServer server;

    private EventBridgeServer(int port, AccessKeys keys) {
        server =
                JsonServer.start(
                        port,
                        new JsonServer.Protocol("AWSEvents", "1.1"),
                        keys,
                        Map.of("PutEvents", this::put));
    }

    /// Serves on `port`, or on any free port if it is 0.
    public static EventBridgeServer start(int port, AccessKeys keys) {
        return new EventBridgeServer(port, keys);
    }

    public URI uri() {
        return server.uri();
    }

    /// What was taken, in the order it came.
    public List<BusEvent> events() {
        return List.copyOf(events);
    }

    /// The next `entries` entries fail inside answers that succeed.
    public void refuse(int entries) {
        refusals.set(entries);
    }

    public void faults(Faults faults) {
        server.faults(faults);
    }

    @Override
    public void close() {
        server.close();
    }

    private JsonNode put(JsonNode request) {
        JsonNode entries = request.path("Entries");
        if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw AwsError.validation(
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have"
                            + " length between 1 and "
                            + MAX_ENTRIES);
        }
        int bytes = 0;
        for (JsonNode entry : entries) {
            bytes += bytes(entry);
        }
        if (bytes >= MAX_BYTES) {
            throw AwsError.validation(
                    "Total size of the entries in the request is over the limit.");
        }
        ArrayNode results = Json.array();
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode result = take(entry);
            failed += result.has("ErrorCode") ? 1 : 0;
            results.add(result);
        }
        ObjectNode answer = Json.object().put("FailedEntryCount", failed);
        answer.set("Entries", results);
        return answer;
    }

    private static int bytes(JsonNode entry) {
        int bytes = entry.has("Time") ? TIME_BYTES : 0;
        for (String field : List.of("Source", "DetailType", "Detail")) {
            bytes += entry.path(field).asText().getBytes(UTF_8).length;
        }
        for (JsonNode resource : entry.path("Resources")) {
            bytes += resource.asText().getBytes(UTF_8).length;
        }
        return bytes;
    }

    private ObjectNode take(JsonNode entry) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return refused("InternalFailure", "The entry was refused");
        }
        for (String field : List.of("Source", "DetailType", "Detail")) {
            if (entry.path(field).asText().isEmpty()) {
                return refused("InvalidArgument", "Parameter " + field + " is not valid.");
            }
        }
        // EventBridge drops what it does not know; here it is a caller's mistake.
        for (var field : entry.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                return refused("InvalidArgument", "no such parameter: " + field.getKey());
            }
        }
        if (entry.path("DetailType").asText().length() > MAX_DETAIL_TYPE) {
            return refused("InvalidArgument", "Parameter DetailType is not valid.");
        }
        if (entry.path("Source").asText().startsWith("aws.")) {
            return refused("NotAuthorizedForSource", "Not authorized for the source.");
        }
        JsonNode detail;
        try {
            detail = Json.parse(entry.path("Detail").asText());
        } catch (UncheckedIOException malformed) {
            return refused("MalformedDetail", "Detail is malformed.");
        }
        if (!detail.isObject()) {
            return refused("MalformedDetail", "Detail is malformed.");
        }
        events.add(
                new BusEvent(
                        entry.path("EventBusName").asText("default"),
                        entry.path("Source").asText(),
                        entry.path("DetailType").asText(),
                        detail,
                        StreamSupport.stream(entry.path("Resources").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()));
        return Json.object().put("EventId", UUID.randomUUID().toString());
    }

    private static ObjectNode refused(String code, String message) {
        return Json.object().put("ErrorCode", code).put("ErrorMessage", message);
    }
}
