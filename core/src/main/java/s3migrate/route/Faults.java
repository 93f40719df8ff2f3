package s3migrate.route;

import java.util.ArrayList;
import java.util.List;

/// The faults found in settings, a parameter or a message, gathered so that a person can mend all
/// of them at once. One line each: what, the value (shortened), what is accepted. One instance
/// serves one thread.
public final class Faults {

    private static final int SHOWN_CHARS = 60;

    private final List<String> lines = new ArrayList<>();
    private final boolean showsValues;

    private Faults(boolean showsValues) {
        this.showsValues = showsValues;
    }

    public static Faults withValues() {
        return new Faults(true);
    }

    /// For what may be secret: lines name the field and what is accepted, never a value.
    public static Faults withoutValues() {
        return new Faults(false);
    }

    public void refuse(String name, String value, String accepted) {
        String shown = showsValues ? " " + shorten(value) : "";
        lines.add("%s%s: accepted is %s".formatted(name, shown, accepted));
    }

    public void missing(String name, String accepted) {
        lines.add("%s is missing: accepted is %s".formatted(name, accepted));
    }

    public void add(String line) {
        lines.add(line);
    }

    /// The faults of one place in a larger text.
    public void addAll(String where, Faults those) {
        those.lines.forEach(line -> lines.add(where + ": " + line));
    }

    public int count() {
        return lines.size();
    }

    public boolean none() {
        return lines.isEmpty();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("; ", lines);
    }

    /// `value` in quotes, on one line and at most 60 characters long.
    public static String shorten(String value) {
        var shown = new StringBuilder("\"");
        int end = Math.min(value.length(), SHOWN_CHARS);
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        value.substring(0, end).codePoints().forEach(c -> appendVisible(shown, c));
        return shown.append(end < value.length() ? "…\"" : "\"").toString();
    }

    private static void appendVisible(StringBuilder shown, int c) {
        boolean invisible =
                Character.isISOControl(c)
                        || !Character.isDefined(c)
                        || Character.getType(c) == Character.SURROGATE;
        if (invisible) {
            shown.append("\\u%04x".formatted(c));
        } else {
            shown.appendCodePoint(c);
        }
    }
}
