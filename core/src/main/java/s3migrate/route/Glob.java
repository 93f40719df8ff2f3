package s3migrate.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// A pattern with the meaning of Python's `fnmatch.fnmatchcase`, which the earlier system used: `*`
/// is any characters, '/' among them, `?` is one, `[seq]` one of them, `[!seq]` one that is not. A
/// `[` that is never closed is itself. Characters are code points. Takes at most pattern × text
/// steps.
final class Glob {

    /// Accepts one character, or any number of any characters.
    private record Step(boolean star, IntPredicate accepts) {

        static Step one(IntPredicate accepts) {
            return new Step(false, accepts);
        }
    }

    private static final Step STAR = new Step(true, _ -> true);

    private final List<Step> steps = new ArrayList<>();

    Glob(String pattern) {
        int[] chars = pattern.codePoints().toArray();
        for (int i = 0; i < chars.length; i++) {
            int c = chars[i];
            int close = c == '[' ? closing(chars, i) : -1;
            if (c == '*') {
                steps.add(STAR);
            } else if (c == '?') {
                steps.add(Step.one(_ -> true));
            } else if (close > 0) {
                steps.add(Step.one(oneOf(chars, i + 1, close)));
                i = close;
            } else {
                steps.add(Step.one(found -> found == c));
            }
        }
    }

    boolean matches(String text) {
        int[] chars = text.codePoints().toArray();
        int at = 0;
        int step = 0;
        int star = -1;
        int starAt = 0;
        while (at < chars.length) {
            if (step < steps.size() && steps.get(step).star) {
                star = step++;
                starAt = at;
            } else if (step < steps.size() && steps.get(step).accepts.test(chars[at])) {
                step++;
                at++;
            } else if (star >= 0) {
                step = star + 1;
                at = ++starAt;
            } else {
                return false;
            }
        }
        return steps.subList(step, steps.size()).stream().allMatch(Step::star);
    }

    /// Where the sequence opened at `open` ends; a ']' right at its start belongs to it.
    private static int closing(int[] chars, int open) {
        int i = open + 1;
        if (i < chars.length && chars[i] == '!') {
            i++;
        }
        for (i++; i < chars.length; i++) {
            if (chars[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    private record Range(int low, int high) {
        boolean contains(int c) {
            return low <= c && c <= high;
        }
    }

    private static IntPredicate oneOf(int[] chars, int from, int to) {
        boolean negated = chars[from] == '!';
        var ranges = new ArrayList<Range>();
        for (int i = negated ? from + 1 : from; i < to; i++) {
            boolean wide = i + 2 < to && chars[i + 1] == '-';
            ranges.add(new Range(chars[i], wide ? chars[i + 2] : chars[i]));
            i += wide ? 2 : 0;
        }
        return c -> negated != ranges.stream().anyMatch(range -> range.contains(c));
    }
}
