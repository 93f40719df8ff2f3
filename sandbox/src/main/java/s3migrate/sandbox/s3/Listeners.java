package s3migrate.sandbox.s3;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import s3migrate.sandbox.tls.SandboxTls;

/// The sockets of a server: http, and https beside it, both on loopback, one virtual thread per
/// request.
final class Listeners implements AutoCloseable {
    private final ExecutorService threads;
    private final HttpServer http;
    private final Optional<HttpsServer> https;

    private Listeners(ExecutorService threads, HttpServer http, Optional<HttpsServer> https) {
        this.threads = threads;
        this.http = http;
        this.https = https;
    }

    static Listeners start(S3Settings settings, HttpHandler handler) throws IOException {
        HttpServerProperties.set();
        HttpServer http = bind(HttpServer.create(), settings.httpPort());
        Optional<HttpsServer> https = Optional.empty();
        try {
            if (settings.tls().isPresent()) {
                https = Optional.of(secure(settings.tls().get(), settings.httpsPort()));
            }
        } catch (IOException refused) {
            http.stop(0);
            throw refused;
        }
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        serve(http, threads, handler);
        https.ifPresent(server -> serve(server, threads, handler));
        return new Listeners(threads, http, https);
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    URI https() {
        return https.map(server -> URI.create("https://127.0.0.1:" + server.getAddress().getPort()))
                .orElseThrow(() -> new IllegalStateException("started without TLS"));
    }

    @Override
    public void close() {
        http.stop(0);
        https.ifPresent(server -> server.stop(0));
        threads.shutdownNow();
    }

    private static HttpsServer secure(SandboxTls tls, int port) throws IOException {
        HttpsServer server = bind(HttpsServer.create(), port);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        return server;
    }

    private static <S extends HttpServer> S bind(S server, int port) throws IOException {
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            return server;
        } catch (BindException taken) {
            throw new IOException(
                    "port " + port + " is in use; choose another, or 0 for any free one", taken);
        }
    }

    private static void serve(HttpServer server, ExecutorService threads, HttpHandler handler) {
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }
}
