package s3migrate.route;

import java.util.List;
import s3migrate.object.ObjectLocation;

/// Which source objects are left out: one pattern a line against `bucket/key`.
///
/// Blank lines and lines that begin with '#' mean nothing; a line that begins with '!' takes
/// objects in again. The last line that matches decides, so without '!' any match leaves out, as in
/// the earlier system. Spaces belong to a pattern, a carriage return at a line's end does not.
public final class IgnoreList {

    /// Leaves nothing out.
    public static final IgnoreList EMPTY = parse("");

    private record Line(Glob glob, boolean ignores) {}

    private final List<Line> lines;

    private IgnoreList(List<Line> lines) {
        this.lines = lines;
    }

    public static IgnoreList parse(String text) {
        return new IgnoreList(
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(IgnoreList::line)
                        .toList());
    }

    public boolean ignores(ObjectLocation source) {
        String name = source.bucket() + "/" + source.key();
        return lines.reversed().stream()
                .filter(line -> line.glob.matches(name))
                .findFirst()
                .map(Line::ignores)
                .orElse(false);
    }

    private static Line line(String line) {
        boolean takesIn = line.startsWith("!");
        return new Line(new Glob(takesIn ? line.substring(1) : line), !takesIn);
    }
}
