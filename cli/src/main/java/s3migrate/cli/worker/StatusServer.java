package s3migrate.cli.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import s3migrate.cli.CouldNotStart;

/// Answers whoever watches a container: `/health` and `/metrics`, over http, on every interface.
final class StatusServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    /// Whether the worker works, and why not.
    record Health(boolean works, String text) {}

    private final HttpServer server;

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /// Listens on `port`, or on any free one if it is 0.
    ///
    /// @throws CouldNotStart if the port is in use
    static StatusServer start(int port, Supplier<Health> health, Supplier<String> metrics) {
        try {
            var server = HttpServer.create(new InetSocketAddress(port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/health",
                    exchange -> {
                        var now = health.get();
                        int status = now.works() ? OK : UNAVAILABLE;
                        answer(exchange, status, "text/plain; charset=utf-8", now.text() + "\n");
                    });
            server.createContext(
                    "/metrics",
                    exchange -> answer(exchange, OK, PrometheusText.CONTENT_TYPE, metrics.get()));
            server.start();
            return new StatusServer(server);
        } catch (IOException taken) {
            throw new CouldNotStart(
                    "port %d: %s; --port takes another".formatted(port, taken.getMessage()), taken);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
