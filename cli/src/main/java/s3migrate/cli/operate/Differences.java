package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.util.Map;
import s3migrate.object.ObjectLocation;

/// Counts and tells what a comparison finds different, as it finds it. Thread-safe.
final class Differences {

    private final boolean json;
    private final PrintWriter out; // guarded by this, as what follows
    private long count;
    private long equal;

    Differences(boolean json, PrintWriter out) {
        this.json = json;
        this.out = out;
    }

    synchronized void add(ObjectLocation source, String what) {
        count++;
        out.println(
                json
                        ? Json.line(Map.of("source", source.toString(), "difference", what))
                        : "%s: %s".formatted(source, what));
    }

    synchronized void addEqual() {
        equal++;
    }

    synchronized long count() {
        return count;
    }

    synchronized long equal() {
        return equal;
    }
}
