package s3migrate.jobsender.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// What S3 keeps of notifications, over HTTP, and the place CloudFormation's answers go to.
///
/// As S3 it keeps a configuration as a whole and writes it anew from what it understood: each entry
/// with its id, receiver, events and filter. It can be told to refuse.
final class BucketServer implements AutoCloseable {

    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final HttpServer server;
    private final Map<String, List<String>> configurations = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusalsLeft = new ConcurrentHashMap<>();
    private volatile boolean losesAnswersToPuts;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();

    BucketServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Where an answer to CloudFormation is taken.
    String answerUrl() {
        return uri().resolve("/-answer?signed=yes").toString();
    }

    void createBucket(String name, String... entries) {
        configurations.put(name, parsed("<N>%s</N>".formatted(String.join("", entries))));
    }

    /// The entries of a bucket, each as S3 shows it.
    List<String> entries(String bucket) {
        return configurations.getOrDefault(bucket, List.of());
    }

    /// From now on a method on buckets is answered by this code of S3's; by none at all if it is
    /// empty.
    void refuse(String method, String code) {
        refuse(method, code, Integer.MAX_VALUE);
    }

    /// The same, but only so many times.
    void refuse(String method, String code, int times) {
        refusals.put(method, code);
        refusalsLeft.put(method, times);
    }

    /// From now on what is put is kept, and its answer lost.
    void loseAnswersToPuts() {
        losesAnswersToPuts = true;
    }

    /// Everything S3 was asked for.
    List<String> requests() {
        return requests;
    }

    /// What CloudFormation was told.
    List<String> answers() {
        return answers;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String bucket = exchange.getRequestURI().getPath().substring(1);
        String method = exchange.getRequestMethod();
        if (bucket.equals("-answer")) {
            answers.add(body);
            reply(exchange, 200, "");
            return;
        }
        requests.add("%s %s?%s".formatted(method, bucket, exchange.getRequestURI().getQuery()));
        if (refusalsLeft.merge(method, -1, (left, less) -> Math.max(left + less, -1)) >= 0) {
            String code = String.valueOf(refusals.get(method));
            reply(exchange, 403, code.isEmpty() ? "" : error(code));
        } else if (!configurations.containsKey(bucket)) {
            reply(exchange, 404, error("NoSuchBucket"));
        } else if (method.equals("PUT")) {
            configurations.put(bucket, parsed(body));
            if (losesAnswersToPuts) {
                exchange.close();
            } else {
                reply(exchange, 200, "");
            }
        } else {
            reply(exchange, 200, document(entries(bucket)));
        }
    }

    private static String document(List<String> entries) {
        return "<NotificationConfiguration xmlns=\"%s\">%s</NotificationConfiguration>"
                .formatted(NAMESPACE, String.join("", entries));
    }

    private static String error(String code) {
        return "<Error><Code>%s</Code><Message>because of %s</Message></Error>"
                .formatted(code, code);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static List<String> parsed(String xml) {
        var entries = new ArrayList<String>();
        try {
            var root =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                            .getDocumentElement();
            children(root).forEach(entry -> entries.add(text(entry)));
        } catch (ParserConfigurationException | SAXException wrong) {
            throw new IllegalArgumentException(xml, wrong);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return List.copyOf(entries);
    }

    /// In S3's order, whatever the order it came in.
    private static String text(Element entry) {
        var children = children(entry);
        if (children.isEmpty()) {
            return "<%s>%s</%s>"
                    .formatted(entry.getTagName(), entry.getTextContent(), entry.getTagName());
        }
        var order =
                List.of(
                        "Id",
                        "Queue",
                        "Topic",
                        "CloudFunction",
                        "Event",
                        "Filter",
                        "S3Key",
                        "FilterRule",
                        "Name",
                        "Value");
        var text = new StringBuilder();
        children.stream()
                .sorted((a, b) -> order.indexOf(a.getTagName()) - order.indexOf(b.getTagName()))
                .forEach(child -> text.append(text(child)));
        return "<%s>%s</%s>".formatted(entry.getTagName(), text, entry.getTagName());
    }

    private static List<Element> children(Node node) {
        var children = new ArrayList<Element>();
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
