package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The start and end tags of an XML document as they arrive, and the text before each: as much of
/// XML as stores answer with. Attributes, comments and instructions are passed over, prefixes of
/// names too. Characters that XML forbids are passed on: keys may have them.
///
/// Memory is two buffers, whatever the document's length. One instance serves one thread.
final class XmlTags {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private byte[] text = new byte[1 << 10];
    private int textLength;
    private boolean hasReferences;
    private final byte[] name = new byte[1 << 8];
    private int nameLength;
    private boolean isStart;
    private boolean endsAtOnce;

    XmlTags(InputStream in) {
        this.in = in;
    }

    /// Goes to the next tag; false at the end of the document.
    boolean next() throws IOException {
        textLength = 0;
        hasReferences = false;
        if (endsAtOnce) {
            endsAtOnce = false;
            isStart = false;
            return true;
        }
        while (true) {
            if (!readText()) {
                return false;
            }
            int first = read();
            if (first == '?' || first == '!') {
                passInstruction();
            } else {
                isStart = first != '/';
                readName(isStart ? first : read());
                return true;
            }
        }
    }

    /// Whether it is a start tag.
    boolean isStart() {
        return isStart;
    }

    /// Whether this is the tag's name.
    boolean isNamed(byte[] wanted) {
        return nameLength == wanted.length
                && name[0] == wanted[0]
                && Arrays.equals(name, 0, nameLength, wanted, 0, wanted.length);
    }

    String name() {
        return new String(name, 0, nameLength, UTF_8);
    }

    /// What stands before the tag, behind the one before it; valid until `next`.
    byte[] textBytes() {
        return text;
    }

    int textLength() {
        return textLength;
    }

    /// The same, with references resolved.
    String text() {
        String raw = new String(text, 0, textLength, UTF_8);
        return hasReferences ? XmlReferences.resolved(raw) : raw;
    }

    /// Whether the text has references, which are not resolved in its bytes.
    boolean hasReferences() {
        return hasReferences;
    }

    private boolean readText() throws IOException {
        while (at < end || fill()) {
            int from = at;
            at = nextTag(from);
            append(from, at);
            if (at < end) {
                at++;
                return true;
            }
        }
        return false;
    }

    private int nextTag(int from) {
        byte[] bytes = buffer;
        int limit = end;
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '<') {
                return i;
            }
            if (bytes[i] == '&') {
                hasReferences = true;
            }
        }
        return limit;
    }

    private void append(int from, int to) {
        int length = to - from;
        if (textLength + length > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, textLength + length));
        }
        System.arraycopy(buffer, from, text, textLength, length);
        textLength += length;
    }

    private void readName(int first) throws IOException {
        if (isPlainName(at - 1)) {
            return;
        }
        nameLength = 0;
        int c = first;
        while (c != '>' && c != '/' && c > ' ') {
            if (c == ':') {
                nameLength = 0;
            } else if (nameLength < name.length) {
                name[nameLength++] = (byte) c;
            }
            c = read();
        }
        if (c != '>') {
            passAttributes(c);
        }
    }

    /// Nearly every tag is a name alone, which lies in the buffer as a whole: read without a look
    /// at each character but this.
    private boolean isPlainName(int from) {
        byte[] bytes = buffer;
        int limit = Math.min(end, from + name.length);
        int i = from;
        while (i < limit && bytes[i] > '>') {
            i++;
        }
        if (i == limit || bytes[i] != '>') {
            return false;
        }
        nameLength = i - from;
        System.arraycopy(bytes, from, name, 0, nameLength);
        at = i + 1;
        return true;
    }

    private void passAttributes(int first) throws IOException {
        int quote = 0;
        int before = first;
        for (int c = first == '/' ? read() : first; ; c = read()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                endsAtOnce = before == '/';
                return;
            }
            before = c;
        }
    }

    /// An instruction, or a comment, which no store puts a '>' into.
    private void passInstruction() throws IOException {
        int c = read();
        if (c == '[') {
            throw new IOException("CDATA, which no listing has");
        }
        while (c != '>') {
            c = read();
        }
    }

    private int read() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException("the document ends within a tag");
        }
        return buffer[at++];
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
