package s3migrate.route;

import java.util.List;

/// Which names a route takes in, by patterns in an order: the last that matches decides. Where none
/// does, a name is taken in, unless the first pattern takes in: then only what is taken in counts.
/// So `include *.jpg` alone means only those, and so does `exclude *` before it.
///
/// Equal rules are equal filters. Serves many threads.
public final class NameFilter {

    /// Takes in everything.
    public static final NameFilter NONE = new NameFilter(List.of());

    /// One pattern with the meaning of Python's `fnmatch.fnmatchcase`: `*` matches '/' too.
    public record Rule(boolean takesIn, String pattern) {}

    private final List<Rule> inOrder;
    private final Patterns patterns;

    /// @param inOrder as given
    public NameFilter(List<Rule> inOrder) {
        this.inOrder = List.copyOf(inOrder);
        boolean onlySome = !inOrder.isEmpty() && inOrder.getFirst().takesIn();
        this.patterns = onlySome ? Patterns.leavingOut() : Patterns.takingIn();
        for (var rule : inOrder) {
            if (rule.takesIn()) {
                patterns.takeIn(rule.pattern());
            } else {
                patterns.leaveOut(rule.pattern());
            }
        }
    }

    boolean leavesOut(String name) {
        return patterns.leavesOut(name);
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof NameFilter other && inOrder.equals(other.inOrder);
    }

    @Override
    public int hashCode() {
        return inOrder.hashCode();
    }
}
