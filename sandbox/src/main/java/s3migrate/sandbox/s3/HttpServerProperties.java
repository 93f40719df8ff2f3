package s3migrate.sandbox.s3;

/// The settings of the JDK's HTTP server, which it reads once, when its first server is made in a
/// JVM: set them before.
public final class HttpServerProperties {
    private HttpServerProperties() {}

    public static void set() {
        set("nodelay", "true");
        set("maxIdleConnections", "10000");
        set("idleInterval", "600");
        // What is left of a refused body is read, so that the client gets to see the answer rather
        // than a reset.
        set("drainAmount", Long.toString(128L * 1024 * 1024));
    }

    private static void set(String name, String value) {
        System.setProperty("sun.net.httpserver." + name, value);
    }
}
