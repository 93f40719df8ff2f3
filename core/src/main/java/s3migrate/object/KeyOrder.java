package s3migrate.object;

import java.util.Comparator;

/// The order in which S3 lists keys: unsigned UTF-8 bytes.
public final class KeyOrder {

    /// Compares without encoding. UTF-16 agrees with UTF-8 except that surrogates (U+10000 and
    /// above) must sort after U+E000 to U+FFFF.
    public static final Comparator<String> UTF_8 = KeyOrder::compare;

    private KeyOrder() {}

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xHigh = Character.isSurrogate(x);
                boolean yHigh = Character.isSurrogate(y);
                return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
