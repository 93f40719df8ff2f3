package s3migrate.sandbox.s3.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Keys that are legal and that stores stumble over.
final class OddKeys {
    static final Comparator<String> UTF_8_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    private OddKeys() {}

    static List<String> all() {
        return List.of(
                "a//b",
                "/lead",
                "//",
                "./a",
                "a/../b",
                "..",
                "dir/",
                "dir/x",
                "a b",
                "a+b",
                "a%20b",
                "a%2Fb",
                "back\\slash",
                "q?u=e&r#y",
                "\u0001\u001F\n\r\t\u007F",
                "<&>\"'",
                "é",
                "e\u0301",
                "\uFF5E",
                "\uD83D\uDE00",
                "x".repeat(1024),
                "é".repeat(512));
    }
}
