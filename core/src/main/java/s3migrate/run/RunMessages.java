package s3migrate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import s3migrate.route.Faults;

/// The JSON of the runs queue, as `docs/contracts.md` describes it: `{"v": 1, "type": "run"}`
/// starts every route, `route` one, `route` and `run` go on with that run. Unknown fields are
/// ignored.
public final class RunMessages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final String TYPE = "run";

    private RunMessages() {}

    public static String encode(RunRequest.Go request) {
        return JSON.createObjectNode()
                .put("v", VERSION)
                .put("type", TYPE)
                .put("route", request.route())
                .put("run", request.run())
                .toString();
    }

    /// What a message of the queue says; never an exception.
    public static RunRequest decode(String body) {
        var faults = Faults.withValues();
        try {
            var json = JSON.readTree(body);
            refuseUnless(json.path("v").asInt() == VERSION, faults, json, "v", "1");
            refuseUnless(json.path("type").asText().equals(TYPE), faults, json, "type", TYPE);
            var route = text(faults, json, "route");
            var run = text(faults, json, "run");
            if (run.isPresent() && route.isEmpty()) {
                faults.missing("route", "the name of the route that run is of");
            }
            if (faults.none()) {
                return of(route, run);
            }
        } catch (JsonProcessingException notJson) {
            faults.refuse("message", body, "a JSON object");
        }
        return new RunRequest.Malformed(faults.toString());
    }

    private static RunRequest of(Optional<String> route, Optional<String> run) {
        return route.map(name -> of(name, run)).orElseGet(RunRequest.StartAll::new);
    }

    private static RunRequest of(String route, Optional<String> run) {
        return run.<RunRequest>map(id -> new RunRequest.Go(route, id))
                .orElseGet(() -> new RunRequest.Start(route));
    }

    private static Optional<String> text(Faults faults, JsonNode json, String name) {
        var value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        boolean legal = value.isTextual() && !value.textValue().isEmpty();
        refuseUnless(legal, faults, json, name, "a text");
        return legal ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static void refuseUnless(
            boolean holds, Faults faults, JsonNode json, String name, String accepted) {
        if (!holds) {
            faults.refuse(name, json.path(name).asText(), accepted);
        }
    }
}
