package s3migrate.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/// A file of what was: a change shows as a change of that file. `-Dsnapshot.update=true` writes it
/// anew.
record Snapshot(Path file) {

    static Snapshot assertThat(String name) {
        return new Snapshot(Path.of("src/test/snapshots", name));
    }

    void isStill(String found) throws IOException {
        if (Boolean.getBoolean("snapshot.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, found);
        }
        Assertions.assertThat(found)
                .as("%s; if the change is meant: mvn verify -Dsnapshot.update=true", file)
                .isEqualTo(Files.readString(file));
    }
}
