package s3migrate.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import s3migrate.OddKeys;

/// Keys that programs get wrong, and those that only URLs and XML do, in S3's order.
final class KeysInOrder {

    static final List<String> ALL =
            Stream.concat(
                            OddKeys.ALL.stream(),
                            Stream.of(
                                    "!*'()",
                                    "%",
                                    "%2B+ +%20",
                                    "&amp;<a b=\"c\">",
                                    ".",
                                    "..",
                                    "../up",
                                    "/",
                                    "//",
                                    "?versionId=1#x",
                                    "a",
                                    "ä",
                                    "～ is U+FF5E",
                                    "😀 is U+1F600"))
                    .sorted((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
                    .toList();

    private KeysInOrder() {}
}
