package s3migrate.sandbox.s3.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Writes one XML document, as S3 writes it: characters that XML 1.0 forbids go out as references,
/// which a parser then refuses.
public final class Xml {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringBuilder text =
            new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    private Xml() {}

    /// A document whose root is in S3's namespace.
    public static Xml document(String root) {
        return document(root, NAMESPACE);
    }

    /// A document whose root is in the namespace of another service.
    public static Xml document(String root, String namespace) {
        Xml xml = new Xml();
        xml.text.append('<').append(root).append(" xmlns=\"").append(namespace).append("\">");
        xml.open.push(root);
        return xml;
    }

    /// The error document, which S3 writes without a namespace.
    public static Xml error() {
        Xml xml = new Xml();
        xml.text.append("<Error>");
        xml.open.push("Error");
        return xml;
    }

    public Xml open(String element) {
        text.append('<').append(element).append('>');
        open.push(element);
        return this;
    }

    public Xml close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    public Xml element(String name, String value) {
        text.append('<').append(name).append('>');
        escape(value);
        text.append("</").append(name).append('>');
        return this;
    }

    public Xml element(String name, long value) {
        return element(name, Long.toString(value));
    }

    public Xml element(String name, Optional<String> value) {
        value.ifPresent(present -> element(name, present));
        return this;
    }

    public Xml text(String value) {
        escape(value);
        return this;
    }

    /// The document, with what is open closed.
    @Override
    public String toString() {
        StringBuilder whole = new StringBuilder(text);
        open.forEach(element -> whole.append("</").append(element).append('>'));
        return whole.toString();
    }

    private void escape(String value) {
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                default -> {
                    if (c < ' ') {
                        text.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        text.append(c);
                    }
                }
            }
        }
    }
}
