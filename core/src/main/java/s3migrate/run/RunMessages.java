package s3migrate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import s3migrate.route.Faults;

/// The JSON of the runs queue, as `docs/contracts.md` describes it: `{"v": 1, "type": "run"}`
/// starts every route, `route` one, `route` and `run` go on with that run, `share` of `of` where
/// several messages do, `check` looks whether its jobs have ended. Unknown fields are ignored.
public final class RunMessages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final String TYPE = "run";
    private static final String CONFIRM = "confirm";
    private static final String SHARE = "share";
    private static final String OF = "of";
    private static final String SAMPLED = "sampled";
    private static final String CHECK = "check";

    private RunMessages() {}

    /// The wish of a person that a run of one route starts.
    public static String encode(RunRequest.Start request) {
        var json =
                JSON.createObjectNode()
                        .put("v", VERSION)
                        .put("type", TYPE)
                        .put("route", request.route());
        return (request.confirmed() ? json.put(CONFIRM, true) : json).toString();
    }

    public static String encode(RunRequest.Check request) {
        return ofRun(request.route(), request.run()).put(CHECK, request.number()).toString();
    }

    public static String encode(RunRequest.Go request) {
        var json = ofRun(request.route(), request.run());
        if (request.confirmed()) {
            json.put(CONFIRM, true);
        }
        if (!request.share().equals(Share.WHOLE)) {
            json.put(SHARE, request.share().number()).put(OF, request.share().of());
        }
        if (request.sampled()) {
            json.put(SAMPLED, true);
        }
        return json.toString();
    }

    private static ObjectNode ofRun(String route, String run) {
        return JSON.createObjectNode()
                .put("v", VERSION)
                .put("type", TYPE)
                .put("route", route)
                .put("run", run);
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
            boolean confirmed = json.path(CONFIRM).asBoolean();
            if (confirmed && route.isEmpty()) {
                faults.missing("route", "the name of the route whose source became smaller");
            }
            var share = share(faults, json);
            if (json.has(CHECK)) {
                return check(faults, json, route, run);
            }
            if (faults.none()) {
                boolean sampled = json.path(SAMPLED).asBoolean();
                return route.map(name -> of(name, run, confirmed, share, sampled))
                        .orElseGet(RunRequest.StartAll::new);
            }
        } catch (JsonProcessingException notJson) {
            faults.refuse("message", body, "a JSON object");
        }
        return new RunRequest.Malformed(faults.toString());
    }

    private static RunRequest of(
            String route, Optional<String> run, boolean confirmed, Share share, boolean sampled) {
        return run.<RunRequest>map(id -> new RunRequest.Go(route, id, confirmed, share, sampled))
                .orElseGet(() -> new RunRequest.Start(route, confirmed));
    }

    private static RunRequest check(
            Faults faults, JsonNode json, Optional<String> route, Optional<String> run) {
        int number = json.path(CHECK).asInt(-1);
        boolean legal = number >= 0 && number < RunChecks.MOST;
        refuseUnless(legal, faults, json, CHECK, "a number from 0 to " + (RunChecks.MOST - 1));
        if (run.isEmpty()) {
            faults.missing("run", "the id of the run whose jobs are looked for");
        }
        return faults.none()
                ? new RunRequest.Check(route.orElseThrow(), run.orElseThrow(), number)
                : new RunRequest.Malformed(faults.toString());
    }

    private static Share share(Faults faults, JsonNode json) {
        if (!json.has(SHARE)) {
            return Share.WHOLE;
        }
        int number = json.path(SHARE).asInt(-1);
        int of = json.path(OF).asInt();
        boolean legal = number >= 0 && number < of;
        refuseUnless(legal, faults, json, SHARE, "a number from 0, below \"of\"");
        return legal ? new Share(number, of) : Share.WHOLE;
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
