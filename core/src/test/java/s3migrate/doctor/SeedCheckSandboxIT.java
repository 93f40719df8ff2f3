package s3migrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.route.BucketPrefix;
import s3migrate.sandbox.s3.store.ObjectProperties;

/// What a doctor tells of copies that the earlier system made.
class SeedCheckSandboxIT {

    private static final ObjectProperties TYPED =
            ObjectProperties.NONE.withHeader("content-type", "image/jpeg");
    private static final byte[] BYTES = new byte[10];

    @TempDir private Path directory;
    private Ward ward;

    @BeforeEach
    void open() throws Exception {
        ward = new Ward(directory);
        ward.options = Map.of("strip_src_prefix", "false");
        ward.source = new BucketPrefix(Ward.FROM, "");
        ward.fromSeed = true;
    }

    @AfterEach
    void close() {
        ward.close();
    }

    @Test
    void countsCopiesUnderOtherKeysAndWithoutTypes() throws Exception {
        for (var key : List.of("a.jpg", "b//c.jpg", "not-there//d.jpg")) {
            ward.server.put(Ward.FROM, key, BYTES, TYPED);
        }
        ward.server.put(Ward.TO, "copies/a.jpg", BYTES);
        ward.server.put(Ward.TO, "copies/b/c.jpg", BYTES, TYPED);

        assertThat(Ward.whats(ward.examine(), Grade.WARN))
                .containsExactly(
                        "earlier system: gave other keys to 2 of all 3 objects; 1 of 2 such copies looked for are there",
                        "earlier system: 1 of 2 copies looked at have lost their content type");
    }

    @Test
    void countsNothingWhereNothingWasLost() throws Exception {
        ward.server.put(Ward.FROM, "typed", BYTES, TYPED);
        ward.server.put(Ward.FROM, "without", BYTES);
        ward.server.put(Ward.TO, "copies/typed", BYTES, TYPED);
        ward.server.put(Ward.TO, "copies/without", BYTES);

        var seen = ward.examine();

        assertThat(Ward.whats(seen, Grade.WARN)).isEmpty();
        assertThat(Ward.whats(seen, Grade.OK))
                .contains(
                        "earlier system: gave the keys that the route gives to all 2 objects",
                        "earlier system: 0 of 2 copies looked at have lost their content type");
    }

    @Test
    void keysWithoutCopiesAreWorthANoteOnly() throws Exception {
        ward.server.put(Ward.FROM, "b//c", BYTES);

        var seen = ward.examine();

        assertThat(Ward.whats(seen, Grade.WARN)).isEmpty();
        assertThat(Ward.whats(seen, Grade.NOTE))
                .contains(
                        "earlier system: gave other keys to 1 of all 1 objects; 0 of 1 such copies looked for are there");
        assertThat(Ward.whats(seen, Grade.OK))
                .contains("earlier system: left no copy of the objects looked at");
    }

    @Test
    void looksAtABoundedNumberOfCopies() {
        ward.server.fill(Ward.FROM, "a//", 1_500, 1 << 10);
        ward.server.log().reset();

        assertThat(Ward.whats(ward.examine(), Grade.NOTE))
                .contains(
                        "earlier system: gave other keys to 1,500 of all 1,500 objects; 0 of 100 such copies looked for are there");
        assertThat(ward.server.log().count("HeadObject")).isLessThan(140);
    }

    @Test
    void isSilentUnlessAsked() throws Exception {
        ward.fromSeed = false;
        ward.server.put(Ward.FROM, "b//c", BYTES);

        assertThat(ward.examine()).noneMatch(one -> one.subject().equals("earlier system"));
    }
}
