package s3migrate.sandbox.s3.store;

import java.io.Serializable;
import java.util.Comparator;

/// The order in which S3 lists: unsigned bytes of the keys' UTF-8. That is the order of code
/// points, which `String.compareTo` is not: it puts U+1F600 (a surrogate pair) before U+FF5E.
public final class KeyOrder implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int at = 0; at < common; at++) {
            char l = left.charAt(at);
            char r = right.charAt(at);
            if (l != r) {
                boolean beyondBmp = Character.isSurrogate(l);
                return beyondBmp == Character.isSurrogate(r)
                        ? Character.compare(l, r)
                        : beyondBmp ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
