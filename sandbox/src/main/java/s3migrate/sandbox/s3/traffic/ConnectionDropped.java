package s3migrate.sandbox.s3.traffic;

import java.io.IOException;

/// A fault ends the connection here.
public final class ConnectionDropped extends IOException {
    private static final long serialVersionUID = 1;

    public ConnectionDropped() {
        super("dropped by a fault");
    }
}
