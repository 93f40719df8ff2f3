package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.sandbox.s3.store.ObjectProperties;

/// `mvn -pl cli -am verify -Dit.test=FaithfulCopiesE2eIT`: an object arrives as it was.
@ExtendWith(SharedDeployment.class)
class FaithfulCopiesE2eIT {

    private static final int MIB = 1 << 20;

    private static final List<String> ODD_KEYS =
            List.of(
                    "a//b",
                    "./a",
                    "/a",
                    "a/../b",
                    "folder/",
                    "a+b c%20d%",
                    "\u0001\u001f\u007f\t\r\n",
                    "\uff5e",
                    "\uff5e\ud83d\ude00",
                    "\"quotes\" \\ and \u2028",
                    "e\u0301 is not \u00e9",
                    "k".repeat(1_024),
                    "\ud83d\ude00".repeat(256));

    private final Lane photos;
    private final Lane cold;

    FaithfulCopiesE2eIT(Deployment aws) {
        photos = aws.lane("photos");
        cold = aws.lane("cold");
    }

    @Test
    void everyKeyArrivesByteForByte() throws Exception {
        for (int i = 0; i < ODD_KEYS.size(); i++) {
            photos.write(ODD_KEYS.get(i), Lane.bytes(i, i));
        }

        for (String key : ODD_KEYS) {
            photos.awaitCopy(key);
            photos.assertFaithful(key);
        }
    }

    @Test
    void objectsOfAnySizeArriveWholeOnBothSidesOfEveryBound() throws Exception {
        int small = (int) Fleet.SMALL_BYTES;
        int part = (int) Fleet.PART_BYTES;
        var sizes =
                List.of(
                        0,
                        1,
                        5 * MIB - 1,
                        small,
                        small + 1,
                        part - 1,
                        part,
                        part + 1,
                        2 * part - 1,
                        2 * part,
                        2 * part + 1);
        for (int size : sizes) {
            photos.write("sizes/" + size, Lane.bytes(size, size));
        }

        for (int size : sizes) {
            photos.awaitCopy("sizes/" + size);
            photos.assertFaithful("sizes/" + size);
        }
        assertThat(photos.to().s3().openUploads(photos.destination())).isEmpty();
    }

    @Test
    void headersMetadataTagsAndStorageClassArriveInOneWriteAndInParts() throws Exception {
        var properties =
                new ObjectProperties(
                        new TreeMap<>(
                                Map.of(
                                        "content-type", "text/plain; charset=utf-8",
                                        "content-encoding", "gzip",
                                        "content-language", "de, zh",
                                        "content-disposition", "attachment; filename=\"a b.txt\"",
                                        "cache-control", "no-cache, max-age=0",
                                        "expires", "Thu, 01 Dec 1994 16:00:00 GMT",
                                        "x-amz-website-redirect-location", "/elsewhere?a=b")),
                        Map.of("owner", "=?UTF-8?B?w7w=?=", "empty", "", "a.b_c-d", "1 + 1 = 2"),
                        Map.of("project", "a b", "+ -=._:/@", "c+d=e"),
                        "STANDARD_IA");
        photos.write("properties/small", Lane.bytes(1_000, 1), properties);
        photos.write("properties/parts", Lane.bytes(9 * MIB, 2), properties);

        for (String key : List.of("properties/small", "properties/parts")) {
            photos.awaitCopy(key);
            photos.assertFaithful(key);
        }
    }

    @Test
    void aRouteChoosesTheStorageClassOfItsCopies() throws Exception {
        cold.write("tiny", Lane.bytes(1_000, 1));
        cold.write("small", Lane.bytes(200_000, 1));
        cold.write(
                "parts",
                Lane.bytes(6 * MIB, 2),
                ObjectProperties.NONE.withStorageClass("ONEZONE_IA"));

        for (String key : List.of("small", "parts")) {
            cold.awaitCopy(key);
            assertThat(cold.copy(key).orElseThrow().properties().storageClass())
                    .isEqualTo("GLACIER_IR");
        }
        // It would be billed as 128 KiB there.
        cold.awaitCopy("tiny");
        assertThat(cold.copy("tiny").orElseThrow().properties().storageClass())
                .isEqualTo("STANDARD");
    }
}
