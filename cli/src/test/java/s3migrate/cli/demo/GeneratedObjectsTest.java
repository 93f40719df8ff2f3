package s3migrate.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.s3.store.ObjectProperties;

class GeneratedObjectsTest {

    /// Of everything about the objects of the short demo, but the bytes of the large one.
    private static final String DIGEST =
            "1b299a84ca5ba68a91b5cf0f6d611bcc7d9a816857f60a185e9faa279d88a74f";

    @Test
    void areTheSameInEveryRun() throws IOException, NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var object : GeneratedObjects.few()) {
            digest.update(
                    "%s %d %s\n"
                            .formatted(object.key(), object.size(), told(object.properties()))
                            .getBytes(UTF_8));
            try (var in = object.content().open()) {
                digest.update(in.readNBytes(65_536));
            }
        }

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(DIGEST);
    }

    private static List<Object> told(ObjectProperties properties) {
        return List.of(
                properties.headers(),
                properties.metadata(),
                properties.tags(),
                properties.storageClass());
    }

    @Test
    void haveAsManyBytesAsTheySay() throws IOException {
        for (var object : GeneratedObjects.few().subList(0, 200)) {
            try (var in = object.content().open()) {
                assertThat(in.readAllBytes()).as(object.key()).hasSize((int) object.size());
            }
        }
    }

    @Test
    void haveKeysOfTheirOwn() {
        assertThat(keys(GeneratedObjects.many()))
                .doesNotHaveDuplicates()
                .contains(GeneratedObjects.DENIED_KEY, "odd/a//b", "odd/./a", "/leading");
    }

    @Test
    void areSmallMediumAndLarge() {
        var sizes = GeneratedObjects.many().stream().map(DemoObject::size).toList();

        assertThat(sizes).hasSize(2_021);
        assertThat(sizes.subList(0, 2_000)).allMatch(size -> size < 65_536).contains(0L, 1L);
        assertThat(sizes.subList(2_000, 2_020))
                .startsWith(5_000_000L)
                .endsWith(200_000_000L)
                .isSorted();
        assertThat(sizes.getLast()).isEqualTo(2L << 30);
    }

    private static List<String> keys(List<DemoObject> objects) {
        return objects.stream().map(DemoObject::key).toList();
    }
}
