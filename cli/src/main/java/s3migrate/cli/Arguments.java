package s3migrate.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;

/// What was typed arrives by the characters of the locale, on Windows by those of its code page.
/// Where these lack a character another stands for it, and names another key: that is refused.
final class Arguments {

    /// Of the system's own encoding.
    static final String ENCODING = "sun.jnu.encoding";

    /// The variable in which the launcher for Windows has the arguments as they were typed: code
    /// pages have a `?` of their own for what they lack, or a letter that looks like it.
    static final String TYPED = "S3MIGRATE_TYPED";

    private static final String UNREADABLE = "\ufffd";

    private Arguments() {}

    /// @param encoding of the system; what UTF-8 cannot read is no key either
    /// @throws CouldNotStart if an argument is not what was typed
    static void refuseChanged(
            String[] arguments, String encoding, Map<String, String> environment) {
        if (isUtf8(encoding)) {
            return;
        }
        IntStream.range(0, arguments.length)
                .filter(i -> arguments[i].contains(UNREADABLE))
                .findFirst()
                .ifPresent(i -> {
                    throw new CouldNotStart(
                            "argument %d has characters that the locale (%s) has not: set LC_ALL=C.UTF-8, or another locale of UTF-8"
                                    .formatted(i + 1, encoding));
                });
        String typed = environment.getOrDefault(TYPED, "");
        if (!typed.isEmpty() && !Charset.forName(encoding).newEncoder().canEncode(typed)) {
            throw new CouldNotStart(
                    "the arguments have characters that the code page of Windows (%s) has not: choose UTF-8 for it in the region settings, or name keys in a file for --files-from"
                            .formatted(encoding));
        }
    }

    private static boolean isUtf8(String encoding) {
        return Charset.isSupported(encoding)
                && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    }
}
