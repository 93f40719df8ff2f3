package s3migrate.doctor;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The keys that the earlier system gave its copies: by way of Python's `PurePosixPath`, which
/// drops empty and `.` parts, and the prefix before a leading `/`.
final class SeedKeys {

    private SeedKeys() {}

    /// Where it put the copy of a source key.
    static String of(String prefix, String key) {
        boolean absolute = key.startsWith("/");
        var path = root(absolute ? key : prefix) + parts(absolute ? key : prefix + "/" + key);
        return (path.isEmpty() ? "." : path) + (key.endsWith("/") ? "/" : "");
    }

    /// POSIX leaves the meaning of exactly two slashes open, so that a path keeps them.
    private static String root(String path) {
        if (!path.startsWith("/")) {
            return "";
        }
        return path.startsWith("//") && !path.startsWith("///") ? "//" : "/";
    }

    private static String parts(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(Predicate.not(String::isEmpty))
                .filter(Predicate.not("."::equals))
                .collect(Collectors.joining("/"));
    }
}
