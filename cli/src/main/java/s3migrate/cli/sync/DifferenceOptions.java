package s3migrate.cli.sync;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.cli.options.Refusals;

/// What counts as a difference, and what becomes of objects that only the destination has.
final class DifferenceOptions {

    private static final String CONTENT = "content";

    @Option(
            names = "--compare",
            paramLabel = "WHAT",
            defaultValue = CONTENT,
            description = {
                "When both sides count as equal: content (what proves the bytes), size, metadata (content and",
                "headers: two requests an object) or always, which copies whatever is not proved equal",
                "(default: ${DEFAULT-VALUE})."
            })
    private String compare = CONTENT;

    @Option(
            names = "--delete",
            description = {
                "Delete what is at the destination only, at the end and after a look at both sides; not where",
                "a listing was not complete or anything failed, nor what a pattern leaves out."
            })
    private boolean delete;

    @Option(
            names = "--max-delete",
            paramLabel = "N",
            description = {
                "With --delete: if there is more to delete, nothing is (default: 1,000 or 1 %% of the source's",
                "objects, whichever is less)."
            })
    private @Nullable String maxDelete;

    void checkDelete(boolean namesKeys, Refusals refusals) {
        if (maxDelete != null && !delete) {
            throw refusals.because("--max-delete: accepted only with --delete");
        }
        if (delete && namesKeys) {
            throw refusals.because(
                    "--delete and --files-from exclude each other: nothing is listed, and so nothing"
                            + " is known to be at the destination only");
        }
    }

    void checkCompare(Refusals refusals) {
        if (compare.equals("version")) {
            throw refusals.because(
                    "--compare version: accepted are content, size, metadata and always, as"
                            + " versions are compared by the ledger of a deployed system");
        }
    }

    /// Whether any of these was given.
    boolean given() {
        return delete || maxDelete != null || !compare.equals(CONTENT);
    }

    /// Puts the route's options, by their names there.
    void putInto(Map<String, String> options) {
        options.put("compare", compare);
        options.put("delete", String.valueOf(delete));
        if (maxDelete != null) {
            options.put("max_delete", maxDelete);
        }
    }
}
