package s3migrate.cli.demo;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An object the demo makes: its content follows from its seed, so it needs no disk and is the same
/// in every run.
record DemoObject(
        String key,
        long size,
        long seed,
        String contentType,
        Optional<String> cacheControl,
        Map<String, String> metadata) {

    private static final String[] TYPES = {
        "text/plain; charset=utf-8", "application/json", "image/png", "application/octet-stream"
    };

    private static final String[] ODD_KEYS = {
        "a//b",
        "./a",
        "/lead",
        "a/../b",
        "folder/",
        "sp ace+plus%25",
        "tab\there",
        "ｕ～",
        "😀",
        "ü/é"
    };

    /// The small object `number`: sizes of 0 to 64 KiB; the first ones have odd keys.
    static DemoObject small(int number) {
        String key =
                number < ODD_KEYS.length
                        ? "odd/" + ODD_KEYS[number]
                        : "photos/%02d/object-%05d".formatted(number % 7, number);
        long size = number % 10 == 0 ? number % 2 : (number * 7_919L) % 65_536;
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("number", Integer.toString(number));
        metadata.put("origin", "demo");
        return new DemoObject(
                key,
                size,
                number,
                TYPES[number % TYPES.length],
                number % 3 == 0 ? Optional.of("max-age=" + number) : Optional.empty(),
                metadata);
    }

    /// The large object.
    static DemoObject large(long size) {
        return new DemoObject(
                "backups/large.bin",
                size,
                42,
                "application/x-tar",
                Optional.empty(),
                Map.of("owner", "demo"));
    }

    /// Its bytes, from the start.
    InputStream open() {
        return size == 0 ? new ByteArrayInputStream(new byte[0]) : new SeededStream(seed, size);
    }
}
