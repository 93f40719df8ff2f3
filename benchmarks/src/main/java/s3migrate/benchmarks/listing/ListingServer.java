package s3migrate.benchmarks.listing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Answers ListObjectsV2 for buckets that are key sets by their names, as a program of its own:
/// `LATENCY_MS MOST_KEYS`, the time before an answer and the keys of a page at most. Says its port
/// on the first line, and how many pages it gave at `/_lists`. Ends with its standard input.
public final class ListingServer {
    /// Where it says how many pages it gave.
    static final String LISTS = "/_lists";

    private static final byte[] ROW_BEGIN = ascii("<Contents><Key>");
    private static final byte[] ROW_END =
            ascii(
                    "</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>1024</Size><StorageClass>STANDARD</StorageClass></Contents>");
    private static final int ROW_BYTES = 300;

    private final long latencyMillis;
    private final int mostKeys;
    private final AtomicLong lists = new AtomicLong();

    private ListingServer(long latencyMillis, int mostKeys) {
        this.latencyMillis = latencyMillis;
        this.mostKeys = mostKeys;
    }

    public static void main(String[] arguments) throws IOException {
        ListingServer server =
                new ListingServer(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", server::answer);
        http.start();
        System.out.println(http.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body =
                    path.equals(LISTS)
                            ? ascii(Long.toString(lists.get()))
                            : page(path.substring(1), exchange.getRequestURI().getRawQuery());
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] page(String bucket, String query) throws InterruptedException, IOException {
        Thread.sleep(latencyMillis);
        lists.incrementAndGet();
        Map<String, String> asked = parameters(query);
        KeySet keys = KeySet.of(bucket.replace("/", ""));
        long from =
                asked.containsKey("continuation-token")
                        ? Long.parseLong(asked.get("continuation-token"))
                        : keys.behind(asked.getOrDefault("start-after", "").getBytes(UTF_8));
        long most = Math.min(mostKeys, Long.parseLong(asked.getOrDefault("max-keys", "1000")));
        long end = Math.min(keys.count(), from + most);
        var body = new ByteArrayOutputStream(ROW_BYTES * (int) (end - from) + ROW_BYTES);
        body.write(ascii("<ListBucketResult><EncodingType>url</EncodingType>"));
        body.write(ascii("<IsTruncated>%s</IsTruncated>".formatted(end < keys.count())));
        if (end < keys.count()) {
            body.write(ascii("<NextContinuationToken>%d</NextContinuationToken>".formatted(end)));
        }
        for (long place = from; place < end; place++) {
            body.write(ROW_BEGIN);
            body.write(keys.key(place));
            body.write(ROW_END);
        }
        body.write(ascii("</ListBucketResult>"));
        return body.toByteArray();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] sides = pair.split("=", 2);
            found.put(sides[0], sides.length < 2 ? "" : URLDecoder.decode(sides[1], UTF_8));
        }
        return found;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
