package s3migrate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Values of a template as people write them: `${Queue}`, `${Queue.Arn}` and texts around them.
final class Intrinsics {

    private Intrinsics() {}

    /// A value as one text.
    static String text(JsonNode value) {
        if (value.has("Ref")) {
            return "${" + value.get("Ref").asText() + "}";
        }
        if (value.has("Fn::GetAtt")) {
            var path = value.get("Fn::GetAtt");
            return "${%s.%s}".formatted(path.path(0).asText(), path.path(1).asText());
        }
        if (value.has("Fn::Join")) {
            var join = value.get("Fn::Join");
            return texts(join.path(1)).stream().collect(Collectors.joining(join.path(0).asText()));
        }
        if (value.path("Fn::Sub").isTextual()) {
            return value.get("Fn::Sub").asText();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /// One value, or a list of them, as texts.
    static List<String> texts(JsonNode values) {
        if (!values.isArray()) {
            return values.isMissingNode() ? List.of() : List.of(text(values));
        }
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(text(value)));
        return texts;
    }

    static boolean isOne(JsonNode value) {
        return value.isObject()
                && value.size() == 1
                && (value.has("Ref")
                        || value.has("Fn::GetAtt")
                        || value.has("Fn::Join")
                        || value.path("Fn::Sub").isTextual());
    }
}
