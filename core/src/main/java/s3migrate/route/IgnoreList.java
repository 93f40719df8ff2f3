package s3migrate.route;

import s3migrate.object.ObjectLocation;

/// Which source objects are left out: one pattern a line against `bucket/key`.
///
/// Blank lines and lines that begin with '#' mean nothing; a line that begins with '!' takes
/// objects in again. The last line that matches decides, so without '!' any match leaves out, as in
/// the earlier system. Spaces belong to a pattern, a carriage return at a line's end does not.
public final class IgnoreList {

    /// Leaves nothing out.
    public static final IgnoreList EMPTY = parse("");

    private final Patterns patterns;

    private IgnoreList(Patterns patterns) {
        this.patterns = patterns;
    }

    public static IgnoreList parse(String text) {
        var patterns = Patterns.takingIn();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> {
                    if (line.startsWith("!")) {
                        patterns.takeIn(line.substring(1));
                    } else {
                        patterns.leaveOut(line);
                    }
                });
        return new IgnoreList(patterns);
    }

    public boolean ignores(ObjectLocation source) {
        return patterns.leavesOut(source.bucket() + "/" + source.key());
    }
}
