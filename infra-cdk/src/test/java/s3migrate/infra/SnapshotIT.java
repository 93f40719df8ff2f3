package s3migrate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole template, as a person reads it: a change of the stack shows as a change of a file.
@NeedsNode
class SnapshotIT {

    private static final String EXAMPLE = "existing-buckets-to-another-account";

    @Test
    void theTemplateIsAsItWas() throws IOException {
        Snapshot.assertThat(EXAMPLE + ".yaml").isStill(readable(Synthesis.of(EXAMPLE).template()));
    }

    private static String readable(JsonNode template) {
        var text = new StringBuilder();
        for (var resource : template.path("Resources").properties()) {
            text.append(resource.getKey()).append(":\n");
            for (var part : List.of("Type", "DependsOn", "DeletionPolicy", "Properties")) {
                if (resource.getValue().has(part)) {
                    append(text, "  ", part + ":", resource.getValue().get(part));
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, String name, JsonNode value) {
        text.append(indent).append(name);
        if (name.equals("S3Key:") || name.equals("DashboardBody:")) {
            text.append(" …\n");
        } else if (Intrinsics.isOne(value) || value.isValueNode()) {
            String shown = Intrinsics.text(value);
            boolean lines = shown.contains("\n");
            text.append(lines ? " |\n" + shown.indent(indent.length() + 2) : " " + shown + "\n");
        } else {
            text.append('\n');
            if (value.isArray()) {
                value.forEach(item -> append(text, indent + "  ", "-", item));
            }
            value.properties()
                    .forEach(field ->
                            append(text, indent + "  ", field.getKey() + ":", field.getValue()));
        }
    }
}
