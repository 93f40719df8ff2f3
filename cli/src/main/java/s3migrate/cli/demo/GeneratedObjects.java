package s3migrate.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import s3migrate.sandbox.s3.store.ObjectProperties;

/// The objects the demo makes where the user brings none. Everything about them follows from their
/// number: they need no disk, and are the same in every run.
final class GeneratedObjects {

    /// A small object that nobody may read.
    static final String DENIED_KEY = "private/denied.txt";

    private static final long MB = 1_000_000;
    private static final long MIB = 1L << 20;
    private static final long LARGE_SEED = 1_000_000;

    private static final List<String> TYPES =
            List.of(
                    "text/plain; charset=utf-8",
                    "application/json",
                    "image/png",
                    "application/octet-stream");

    private static final List<String> FIRST_KEYS =
            List.of(
                    DENIED_KEY,
                    "odd/a//b",
                    "odd/./a",
                    "/leading",
                    "odd/a/../b",
                    "odd/folder/",
                    "odd/sp ace+plus%25",
                    "odd/tab\tnew\nline\u0001",
                    "odd/\"quotes\" \\ back",
                    "odd/full width \uff5e",
                    "odd/emoji \ud83d\ude00",
                    "odd/\u00fc/e\u0301 and \u00e9",
                    "odd/日本語/ファイル");

    private GeneratedObjects() {}

    /// 200 small objects and one of 256 MiB.
    static List<DemoObject> few() {
        return Stream.concat(small(200), Stream.of(large("backups/large.bin", 0, 256 * MIB)))
                .toList();
    }

    /// 2,000 small objects, 20 of 5 to 200 MB, and one of 2 GiB.
    static List<DemoObject> many() {
        var medium =
                IntStream.range(0, 20)
                        .mapToObj(number ->
                                large(
                                        "videos/%02d.mp4".formatted(number),
                                        number + 1,
                                        5 * MB + number * 195L * MB / 19));
        return Stream.of(
                        small(2_000), medium, Stream.of(large("backups/large.bin", 0, 2_048 * MIB)))
                .flatMap(objects -> objects)
                .toList();
    }

    private static Stream<DemoObject> small(int count) {
        return IntStream.range(0, count).mapToObj(GeneratedObjects::numbered);
    }

    /// Of 0 to 64 KiB, every tenth of 0 or 1 byte; the first ones have odd keys.
    private static DemoObject numbered(int number) {
        String key =
                number < FIRST_KEYS.size()
                        ? FIRST_KEYS.get(number)
                        : "photos/%02d/object-%05d".formatted(number % 7, number);
        long size = number % 10 == 0 ? number / 10 % 2 : number * 7_919L % 65_536;
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("content-type", TYPES.get(number % TYPES.size())));
        if (number % 3 == 0) {
            headers.add(Map.entry("cache-control", "max-age=" + number));
        }
        if (number % 5 == 0) {
            headers.add(
                    Map.entry(
                            "content-disposition", "attachment; filename=\"" + number + ".txt\""));
            headers.add(Map.entry("content-language", "de, en"));
        }
        if (number % 7 == 0) {
            headers.add(Map.entry("content-encoding", "identity"));
            headers.add(Map.entry("expires", "Thu, 01 Jan 2032 00:00:00 GMT"));
        }
        Map<String, String> tags =
                number % 4 == 0
                        ? Map.of("class", "c" + number % 3, "owner", "a+b @ c/d=e")
                        : Map.of();
        var properties = properties(headers, Map.of("number", "" + number, "origin", "demo"), tags);
        return object(key, size, number, properties);
    }

    private static DemoObject large(String key, int number, long size) {
        var properties =
                properties(
                        List.of(
                                Map.entry("content-type", "application/x-tar"),
                                Map.entry("cache-control", "no-store")),
                        Map.of("owner", "demo"),
                        Map.of("class", "large"));
        return object(key, size, LARGE_SEED + number, properties);
    }

    private static DemoObject object(
            String key, long size, long seed, ObjectProperties properties) {
        return new DemoObject(key, size, properties, () -> new SeededStream(seed, size));
    }

    private static ObjectProperties properties(
            List<Map.Entry<String, String>> headers,
            Map<String, String> metadata,
            Map<String, String> tags) {
        var properties = ObjectProperties.NONE.withMetadata(metadata).withTags(tags);
        for (var header : headers) {
            properties = properties.withHeader(header.getKey(), header.getValue());
        }
        return properties;
    }
}
