package s3migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A store that answers whatever it is asked with a page of a listing: so many keys in order, and
/// behind them the first of them again.
public final class DisorderedStore implements AutoCloseable {

    private static final String ROW =
            "<Contents><Key>key-%05d</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                    + "<ETag>0cc175b9c0f1b6a831c399e269772661</ETag><Size>1</Size>"
                    + "<StorageClass>STANDARD</StorageClass></Contents>";

    private static final String MORE =
            "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>";

    private final HttpServer server;
    private final byte[] inOrder;
    private final byte[] again = page(1, "<IsTruncated>false</IsTruncated>");

    public DisorderedStore(int keysInOrder) throws IOException {
        inOrder = page(keysInOrder, MORE);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static byte[] page(int keys, String more) {
        return IntStream.range(0, keys)
                .mapToObj(ROW::formatted)
                .collect(Collectors.joining("", "<ListBucketResult>" + more, "</ListBucketResult>"))
                .getBytes(UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            var page =
                    exchange.getRequestURI().toString().contains("continuation-token")
                            ? again
                            : inOrder;
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
