package s3migrate.sandbox.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Json;

/// The parameters by name, and SSM's operations on them.
final class Parameters {
    /// Parameters in one answer (GetParameters, GetParametersByPath).
    private static final int MAX_RESULTS = 10;

    private final ConcurrentSkipListMap<String, Parameter> byName = new ConcurrentSkipListMap<>();

    Optional<Parameter> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The new version. The first has number 1.
    synchronized long store(String name, Parameter.Type type, String value) {
        var version = find(name).map(Parameter::version).orElse(0L) + 1;
        byName.put(name, new Parameter(name, type, value, version, Instant.now()));
        return version;
    }

    synchronized JsonNode put(JsonNode request) {
        var name = required(request, "Name");
        var former = find(name);
        if (former.isPresent() && !request.path("Overwrite").asBoolean())
            throw AwsError.client(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in"
                            + " the request to true.");
        var type =
                request.has("Type")
                        ? Parameter.Type.named(request.path("Type").asText())
                        : former.map(Parameter::type).orElseThrow(Parameters::typeMissing);
        var version = store(name, type, required(request, "Value"));
        return Json.object().put("Version", version).put("Tier", "Standard");
    }

    JsonNode get(JsonNode request) {
        var parameter = existing(required(request, "Name"));
        return Json.object().set("Parameter", parameter.toJson(decrypted(request)));
    }

    JsonNode getMany(JsonNode request) {
        var found = Json.array();
        var invalid = Json.array();
        if (request.path("Names").size() > MAX_RESULTS)
            throw AwsError.validation("GetParameters takes at most " + MAX_RESULTS + " names");
        for (var name : request.path("Names"))
            find(name.asText())
                    .ifPresentOrElse(
                            parameter -> found.add(parameter.toJson(decrypted(request))),
                            () -> invalid.add(name.asText()));
        var answer = Json.object();
        answer.set("Parameters", found);
        answer.set("InvalidParameters", invalid);
        return answer;
    }

    JsonNode getByPath(JsonNode request) {
        var path = required(request, "Path");
        var prefix = path.endsWith("/") ? path : path + "/";
        var recursive = request.path("Recursive").asBoolean();
        int limit = Math.clamp(request.path("MaxResults").asInt(MAX_RESULTS), 1, MAX_RESULTS);
        var names =
                byName.tailMap(prefix, false).keySet().stream()
                        .takeWhile(name -> name.startsWith(prefix))
                        .filter(name -> recursive || name.indexOf('/', prefix.length()) < 0)
                        .filter(name -> name.compareTo(request.path("NextToken").asText()) > 0)
                        .limit(limit + 1L)
                        .toList();
        var found = Json.array();
        for (var name : names.subList(0, Math.min(limit, names.size())))
            find(name).ifPresent(parameter -> found.add(parameter.toJson(decrypted(request))));
        var answer = Json.object();
        answer.set("Parameters", found);
        if (names.size() > limit) answer.put("NextToken", names.get(limit - 1));
        return answer;
    }

    JsonNode delete(JsonNode request) {
        byName.remove(existing(required(request, "Name")).name());
        return Json.object();
    }

    private Parameter existing(String name) {
        return find(name)
                .orElseThrow(() ->
                        AwsError.client("ParameterNotFound", "Parameter " + name + " not found."));
    }

    private static boolean decrypted(JsonNode request) {
        return request.path("WithDecryption").asBoolean();
    }

    private static String required(JsonNode request, String field) {
        var value = request.path(field);
        if (!value.isTextual())
            throw AwsError.validation(
                    "1 validation error detected: '" + field + "' must not be null");
        return value.asText();
    }

    private static AwsError typeMissing() {
        return AwsError.validation("A parameter type is required when you create a parameter.");
    }
}
