package s3migrate.store.s3;

import java.io.IOException;

/// The body of a write could not be read to its end: the other side's fault, not this store's.
final class SourceBroken extends IOException {

    private static final long serialVersionUID = 1;

    SourceBroken(String message) {
        super(message);
    }

    SourceBroken(IOException cause) {
        super("the source broke: " + cause.getMessage(), cause);
    }
}
