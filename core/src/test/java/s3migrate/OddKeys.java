package s3migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.random.RandomGenerator;
import s3migrate.object.ObjectLocation;

/// Keys that S3 takes and that path, URL, JSON or sorting code gets wrong.
public final class OddKeys {

    public static final List<String> ALL =
            List.of(
                    "a//b",
                    "./a",
                    "/a",
                    "a/../b",
                    "a/./b",
                    "dir/",
                    "dir//",
                    " a ",
                    "a+b c%20d%",
                    "tab\tnew\nline\r",
                    "\u0001\u001f\u007f\u0085",
                    "\"quotes\" \\ back",
                    "日本語/ファイル",
                    "full width \uff5e",
                    "emoji \ud83d\ude00",
                    "\ufffe\uffff",
                    "e\u0301 and \u00e9",
                    "k".repeat(ObjectLocation.MAX_KEY_BYTES),
                    "\uff5e".repeat(ObjectLocation.MAX_KEY_BYTES / 3));

    private static final List<String> PIECES =
            List.of(
                    "a",
                    "b",
                    "/",
                    "//",
                    ".",
                    "..",
                    " ",
                    "+",
                    "%",
                    "\"",
                    "\\",
                    "\n",
                    "\u0001",
                    "\u007f",
                    "é",
                    "\uff5e",
                    "\ufffe",
                    "\ud83d\ude00",
                    "\ud83d\ude01",
                    "0001");

    private OddKeys() {}

    /// One of the known ones, or a mixture.
    public static String key(RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            return ALL.get(random.nextInt(ALL.size()));
        }
        return mixture(random, 1 + random.nextInt(12));
    }

    /// A mixture of at most `pieces`; empty for 0.
    public static String mixture(RandomGenerator random, int pieces) {
        var key = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            if (key.toString().getBytes(UTF_8).length + 4 <= ObjectLocation.MAX_KEY_BYTES) {
                key.append(piece);
            }
        }
        return key.toString();
    }
}
