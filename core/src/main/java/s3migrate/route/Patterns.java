package s3migrate.route;

import java.util.ArrayList;
import java.util.List;

/// Patterns in an order: the last that matches a name decides, and where none does, the name is
/// taken in, or left out, as it was said at the beginning.
final class Patterns {

    private record Pattern(Glob glob, boolean leavesOut) {}

    private final boolean byDefault;
    private final List<Pattern> inOrder = new ArrayList<>();

    private Patterns(boolean leavesOut) {
        this.byDefault = leavesOut;
    }

    /// Where nothing matches, the name is taken in.
    static Patterns takingIn() {
        return new Patterns(false);
    }

    /// Where nothing matches, the name is left out.
    static Patterns leavingOut() {
        return new Patterns(true);
    }

    void leaveOut(String pattern) {
        inOrder.add(new Pattern(new Glob(pattern), true));
    }

    void takeIn(String pattern) {
        inOrder.add(new Pattern(new Glob(pattern), false));
    }

    boolean leavesOut(String name) {
        return inOrder.reversed().stream()
                .filter(pattern -> pattern.glob.matches(name))
                .findFirst()
                .map(Pattern::leavesOut)
                .orElse(byDefault);
    }
}
