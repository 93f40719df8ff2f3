package s3migrate.run;

import java.util.Locale;
import java.util.Optional;

/// What an object to copy costs by: how large it is, about, and which class it is read from.
public record Shape(Size size, String storageClass) {

    private static final String NAME = "sent_";

    /// Bounds in bytes, each belonging to its class.
    public enum Size {
        UP_TO_128K(128L << 10),
        UP_TO_1M(1L << 20),
        UP_TO_64M(64L << 20),
        UP_TO_5G(5L << 30),
        LARGER(Long.MAX_VALUE);

        private final long most;

        Size(long most) {
            this.most = most;
        }

        /// The class of an object of so many bytes.
        public static Size of(long bytes) {
            for (var size : values()) {
                if (bytes <= size.most) {
                    return size;
                }
            }
            throw new IllegalStateException("no long is larger");
        }

        /// The largest object of the class.
        public long most() {
            return most;
        }

        /// Its name in JSON.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Its name among counts.
    String text() {
        return NAME + size.text() + "." + storageClass;
    }

    /// The inverse of `text`; empty for any other name.
    static Optional<Shape> of(String text) {
        for (var size : Size.values()) {
            var start = NAME + size.text() + ".";
            if (text.startsWith(start)) {
                return Optional.of(new Shape(size, text.substring(start.length())));
            }
        }
        return Optional.empty();
    }
}
