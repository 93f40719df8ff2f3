package s3migrate.infra.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import s3migrate.route.Faults;

/// The fields of one JSON object, read by name. Every fault names the path, the value and what is
/// accepted; a value with a fault is answered by a placeholder, so that reading goes on.
final class Fields {

    /// A field of this name is for people, in any object.
    private static final String COMMENT = "//";

    private final JsonNode object;
    private final String path;
    private final Faults faults;
    private final List<String> asked = new ArrayList<>(List.of(COMMENT));

    private Fields(JsonNode object, String path, Faults faults) {
        this.object = object;
        this.path = path;
        this.faults = faults;
    }

    static Fields of(JsonNode root, Faults faults) {
        return under("", root, faults);
    }

    private static Fields under(String path, JsonNode node, Faults faults) {
        if (!node.isObject()) {
            faults.refuse(path.isEmpty() ? "the file" : path, node.toString(), "an object {…}");
            return new Fields(JsonNodeFactory.instance.objectNode(), path, faults);
        }
        return new Fields(node, path, faults);
    }

    /// The object under `name`; an empty one if it is absent.
    Fields object(String name) {
        return under(
                path(name), value(name).orElseGet(JsonNodeFactory.instance::objectNode), faults);
    }

    /// The list under `name` as it stands; an empty one if it is absent.
    JsonNode list(String name) {
        var empty = JsonNodeFactory.instance.arrayNode();
        var found = value(name).orElse(empty);
        if (!found.isArray()) {
            faults.refuse(path(name), found.toString(), "a list […]");
            return empty;
        }
        return found;
    }

    String needed(String name, Pattern pattern, String accepted) {
        if (value(name).isEmpty()) {
            faults.missing(path(name), accepted);
        }
        return optional(name, pattern, accepted).orElse("");
    }

    Optional<String> optional(String name, Pattern pattern, String accepted) {
        return value(name).flatMap(found -> matching(path(name), found, pattern, accepted));
    }

    List<String> texts(String name, Pattern pattern, String accepted) {
        var texts = new ArrayList<String>();
        var list = list(name);
        for (int i = 0; i < list.size(); i++) {
            matching("%s[%d]".formatted(path(name), i), list.path(i), pattern, accepted)
                    .ifPresent(texts::add);
        }
        return texts;
    }

    int number(String name, int byDefault, int least, int most) {
        return number(
                name,
                byDefault,
                found -> least <= found && found <= most,
                "a whole number from %,d to %,d".formatted(least, most));
    }

    boolean flag(String name, boolean byDefault) {
        var found = value(name);
        if (found.isPresent() && !found.get().isBoolean()) {
            faults.refuse(path(name), found.get().toString(), "true or false");
        }
        return found.map(JsonNode::booleanValue).orElse(byDefault);
    }

    /// A name, or `true` for the one by default.
    ///
    /// @return empty for `false`
    Optional<String> flagOrName(String name, String byDefault, Pattern pattern) {
        var found = value(name).filter(node -> !node.isBoolean());
        return found.isPresent()
                ? matching(
                        path(name),
                        found.get(),
                        pattern,
                        "true, false or a name that matches " + pattern)
                : Optional.of(byDefault).filter(_ -> flag(name, true));
    }

    int oneOf(String name, int byDefault, List<Integer> accepted) {
        return number(
                name,
                byDefault,
                accepted::contains,
                accepted.stream().map("%,d"::formatted).collect(Collectors.joining(", ")));
    }

    private int number(String name, int byDefault, IntPredicate legal, String accepted) {
        var found = value(name);
        var number =
                found.filter(JsonNode::isIntegralNumber)
                        .filter(JsonNode::canConvertToInt)
                        .map(JsonNode::intValue)
                        .filter(legal::test);
        if (found.isPresent() && number.isEmpty()) {
            faults.refuse(path(name), found.get().asText(), accepted);
        }
        return number.orElse(byDefault);
    }

    /// The value under `name`, unless it is absent, `null` or an empty text.
    Optional<JsonNode> value(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name))
                .filter(node -> !node.isNull())
                .filter(node -> !(node.isTextual() && node.textValue().isEmpty()));
    }

    /// The names that are there, in order, without comments.
    List<String> names() {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        names.remove(COMMENT);
        return names;
    }

    /// To be called last: a name nobody asked for would be a wish that is not kept.
    void refuseUnknown() {
        var accepted = new TreeSet<>(asked);
        accepted.remove(COMMENT);
        names().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name ->
                        faults.add(
                                "%s is unknown: accepted are %s"
                                        .formatted(path(name), String.join(", ", accepted))));
    }

    Faults faults() {
        return faults;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Optional<String> matching(
            String where, JsonNode found, Pattern pattern, String accepted) {
        boolean legal = found.isTextual() && pattern.matcher(found.textValue()).matches();
        if (!legal) {
            faults.refuse(
                    where, found.isTextual() ? found.textValue() : found.toString(), accepted);
        }
        return legal ? Optional.of(found.textValue()) : Optional.empty();
    }
}
