package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;
import s3migrate.route.Permissions;

/// What `docs/deploy.md` gives for copying is what the code needs, and what it names is there.
class DeployPageTest {

    private final String page = read();

    @Test
    void thePoliciesOfTheOtherAccountAreThoseTheCodeNeeds() throws IOException {
        assertThat(statements("destination", Side.DESTINATION))
                .isEqualTo(
                        Permissions.toCopy(
                                List.of(), List.of(new BucketPrefix("backup", "")), "aws"));
        assertThat(statements("source", Side.SOURCE))
                .isEqualTo(
                        Permissions.toCopy(
                                List.of(new BucketPrefix("photos", "")), List.of(), "aws"));
    }

    @Test
    void everyExampleIsInTheTableOfCases() {
        assertThat(Synthesis.examples()).allMatch(example -> page.contains(example + ".json"));
    }

    private List<Permission> statements(String name, Side side) throws IOException {
        String block = page.split("<!-- policy: " + name + " -->\n```json\n", -1)[1];
        var statements = new ArrayList<Permission>();
        for (var statement : new ObjectMapper().readTree(block.split("\n```", -1)[0])) {
            statements.add(
                    new Permission(
                            side,
                            Intrinsics.texts(statement.path("Action")),
                            Intrinsics.texts(statement.path("Resource"))));
        }
        return statements;
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "deploy.md"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
