package s3migrate.store;

import java.util.List;
import s3migrate.object.ObjectLocation;

/// Keys that are legal and that programs get wrong, in S3's order.
final class OddKeys {

    static final List<String> ALL =
            List.of(
                    "\t\r\n control",
                    " lead and trail ",
                    "!*'()",
                    "%",
                    "%2B+ +%20",
                    "&amp;<a b=\"c\">",
                    ".",
                    "..",
                    "../up",
                    "./a",
                    "/",
                    "//",
                    "/a",
                    "?versionId=1#x",
                    "a",
                    "a/",
                    "a/../b",
                    "a//b",
                    "a\\b",
                    "k".repeat(ObjectLocation.MAX_KEY_BYTES),
                    "ä",
                    "日本",
                    "～ is U+FF5E",
                    "😀 is U+1F600");

    private OddKeys() {}
}
