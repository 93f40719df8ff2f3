package s3migrate.sandbox.json;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on 127.0.0.1 that answers each request on a virtual thread of its own, so a
/// request may block.
///
/// The port is taken at [#bind] and known before the first request is served at [#start]. Closing
/// ends requests in flight.
public final class LoopbackHttp implements AutoCloseable {
    static {
        // The JDK's server reads this once. Without it a small answer waits 40 ms for the client's
        // delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackHttp(HttpServer server) {
        this.server = server;
    }

    /// Takes `port`, or any free one if it is 0. A port in use is refused with an
    /// [IllegalStateException] that names it.
    public static LoopbackHttp bind(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
            return new LoopbackHttp(HttpServer.create(address, 0));
        } catch (BindException taken) {
            throw new IllegalStateException("port " + port + " is in use", taken);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void start(HttpHandler handler) {
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
