package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole template, as a person reads it: a change of the stack shows as a change of a file.
/// `-Dsnapshot.update=true` writes the files anew.
@NeedsNode
class SnapshotIT {

    private static final String EXAMPLE = "existing-buckets-to-another-account";

    @Test
    void theTemplateIsAsItWas() throws IOException {
        var file = Path.of("src/test/snapshots", EXAMPLE + ".yaml");
        String found = readable(Synthesis.of(EXAMPLE).template());
        if (Boolean.getBoolean("snapshot.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, found);
        }
        assertThat(found)
                .as("%s; if the change is meant: mvn verify -Dsnapshot.update=true", file)
                .isEqualTo(Files.readString(file));
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
