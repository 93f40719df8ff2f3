package s3migrate;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes hostile texts of good ones: so that many still look like one, with parts missing, twice,
/// elsewhere, or replaced by what nobody expects there.
public final class Damage {

    private static final List<String> ODD =
            List.of(
                    "null",
                    "-1",
                    "0",
                    "1e400",
                    "-9223372036854775809",
                    "99999999999999999999999999999999",
                    "3.5",
                    "true",
                    "\"\"",
                    "\"null\"",
                    "[]",
                    "{}",
                    "[[[[[[[[[[",
                    "\\u0000",
                    "\\ud800",
                    "\u0000",
                    "\n\r\u2028",
                    "%",
                    "%zz",
                    "+",
                    "*",
                    "[!",
                    "../../",
                    "s3://",
                    "\ud83d",
                    "<",
                    "&#0;",
                    "]]>",
                    "{\"a\":".repeat(2_000),
                    "x".repeat(5_000));

    private Damage() {}

    /// One of `good`, damaged up to four times.
    public static String of(List<String> good, RandomGenerator random) {
        var text = new StringBuilder(good.get(random.nextInt(good.size())));
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            damage(text, good, random);
        }
        return text.toString();
    }

    private static void damage(StringBuilder text, List<String> good, RandomGenerator random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(40));
        switch (random.nextInt(8)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, text.substring(from, to));
            case 2 -> text.setLength(from);
            case 3 -> text.insert(from, ODD.get(random.nextInt(ODD.size())));
            case 4 -> replaceValue(text, from, ODD.get(random.nextInt(ODD.size())));
            case 5 -> replaceValue(text, from, good.get(random.nextInt(good.size())));
            case 6 -> text.replace(from, to, noise(random));
            default -> text.insert(0, noise(random).charAt(0));
        }
    }

    /// The value behind the next colon, up to where it seems to end.
    private static void replaceValue(StringBuilder text, int from, String by) {
        int colon = text.indexOf(":", from);
        if (colon < 0) {
            return;
        }
        int end =
                IntStream.range(colon + 1, text.length())
                        .filter(i -> ",}]".indexOf(text.charAt(i)) >= 0)
                        .findFirst()
                        .orElse(text.length());
        text.replace(colon + 1, end, by);
    }

    private static String noise(RandomGenerator random) {
        return random.ints(1 + random.nextInt(8), 0, 0x10000)
                .mapToObj(c -> Character.toString((char) c))
                .collect(Collectors.joining());
    }
}
