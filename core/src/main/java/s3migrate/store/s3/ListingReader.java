package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import s3migrate.object.ETag;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.store.ListingRequest;

/// Reads one page of a listing, of objects or of versions, as it arrives. Of versions only those
/// count that are the latest and no delete marker. One instance reads one page.
final class ListingReader {

    private static final byte[] CONTENTS = name("Contents");
    private static final byte[] VERSION = name("Version");
    private static final byte[] DELETE_MARKER = name("DeleteMarker");
    private static final byte[] KEY = name("Key");
    private static final byte[] ETAG = name("ETag");
    private static final byte[] SIZE = name("Size");
    private static final byte[] LAST_MODIFIED = name("LastModified");
    private static final byte[] STORAGE_CLASS = name("StorageClass");
    private static final byte[] VERSION_ID = name("VersionId");
    private static final byte[] IS_LATEST = name("IsLatest");
    private static final byte[] RESTORE_IN_PROGRESS = name("IsRestoreInProgress");
    private static final byte[] IS_TRUNCATED = name("IsTruncated");
    private static final byte[] ENCODING_TYPE = name("EncodingType");
    private static final byte[] TOKEN = name("NextContinuationToken");
    private static final byte[] KEY_MARKER = name("NextKeyMarker");
    private static final byte[] VERSION_MARKER = name("NextVersionIdMarker");
    private static final byte[] QUOTE = name("&quot;");

    /// The id of versions that were written while the bucket kept none: no name for one.
    private static final String NULL_VERSION = "null";

    private static final int DATE_LENGTH = "2026-01-01T00:00:00.000Z".length();

    private final XmlTags tags;
    private final List<ObjectSummary> rows = new ArrayList<>(ListingRequest.MAX_KEYS);
    private boolean begun;
    private Optional<Boolean> truncated = Optional.empty();
    private boolean encoded;
    private Optional<String> token = Optional.empty();
    private Optional<String> keyMarker = Optional.empty();
    private String versionMarker = "";

    private String key = "";
    private String etag = "";
    private long size;
    private Instant lastModified = Instant.EPOCH;
    private String storageClass = StoredObject.STANDARD;
    private Optional<String> versionId = Optional.empty();
    private boolean restored;
    private boolean counts;
    private int day;
    private long epochDay;

    ListingReader(InputStream in) {
        tags = new XmlTags(in);
    }

    /// What a page says.
    ///
    /// @param token where a listing of objects goes on
    /// @param keyMarker where one of versions does, with `versionMarker`
    record Page(
            List<ObjectSummary> rows,
            boolean truncated,
            Optional<String> token,
            Optional<String> keyMarker,
            String versionMarker) {}

    /// Reads to the end.
    ///
    /// @throws IOException if the page broke off, or is none
    Page read() throws IOException {
        int depth = 0;
        boolean inRow = false;
        while (tags.next()) {
            if (tags.isStart()) {
                depth++;
                refuseOther(depth);
                if (depth == 2) {
                    inRow = beginsRow();
                }
            } else {
                if (depth == 3 && inRow) {
                    field();
                } else if (depth == 4 && inRow) {
                    restoreStatus();
                } else if (depth == 2 && inRow) {
                    row();
                } else if (depth == 2) {
                    pageField();
                }
                depth--;
            }
        }
        if (depth > 0 || !begun) {
            throw new EOFException("the page broke off");
        }
        return new Page(
                encoded ? rows.stream().map(ListingReader::decoded).toList() : rows,
                truncated.orElseThrow(() -> new IOException("a page without IsTruncated")),
                token,
                encoded ? keyMarker.map(ListingReader::decoded) : keyMarker,
                versionMarker);
    }

    private void refuseOther(int depth) throws IOException {
        begun = true;
        if (depth == 1 && !tags.name().startsWith("List")) {
            throw new IOException("no page of a listing, but " + tags.name());
        }
    }

    private boolean beginsRow() {
        boolean listed = tags.isNamed(CONTENTS) || tags.isNamed(VERSION);
        key = "";
        etag = "";
        size = 0;
        storageClass = StoredObject.STANDARD;
        versionId = Optional.empty();
        restored = false;
        counts = listed;
        return listed || tags.isNamed(DELETE_MARKER);
    }

    private void field() {
        if (tags.isNamed(KEY)) {
            key = tags.text();
        } else if (tags.isNamed(ETAG)) {
            etag = etag();
        } else if (tags.isNamed(SIZE)) {
            size = number(0, tags.textLength());
        } else if (tags.isNamed(LAST_MODIFIED)) {
            lastModified = time();
        } else if (tags.isNamed(STORAGE_CLASS)) {
            storageClass = sameOr(storageClass);
        } else if (tags.isNamed(VERSION_ID)) {
            versionId = Optional.of(tags.text()).filter(id -> !id.equals(NULL_VERSION));
        } else if (tags.isNamed(IS_LATEST)) {
            counts &= isTrue();
        }
    }

    private void restoreStatus() {
        if (tags.isNamed(RESTORE_IN_PROGRESS)) {
            restored = tags.text().equals("false");
        }
    }

    private void row() throws IOException {
        if (!counts) {
            return;
        }
        if (key.isEmpty() || etag.isEmpty()) {
            throw new IOException("a row without key or ETag, behind \"%s\"".formatted(lastKey()));
        }
        rows.add(
                new ObjectSummary(
                        key, ETag.of(etag), versionId, size, lastModified, storageClass, restored));
    }

    private String lastKey() {
        return rows.isEmpty() ? "" : rows.getLast().key();
    }

    private void pageField() throws IOException {
        if (tags.isNamed(IS_TRUNCATED)) {
            truncated = Optional.of(trueOrFalse());
        } else if (tags.isNamed(ENCODING_TYPE)) {
            encoded = tags.text().equals("url");
        } else if (tags.isNamed(TOKEN)) {
            token = Optional.of(tags.text());
        } else if (tags.isNamed(KEY_MARKER)) {
            keyMarker = Optional.of(tags.text());
        } else if (tags.isNamed(VERSION_MARKER)) {
            versionMarker = tags.text();
        }
    }

    /// A page whose end cannot be told is none.
    private boolean trueOrFalse() throws IOException {
        return switch (tags.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IOException("IsTruncated is \"%s\"".formatted(tags.text()));
        };
    }

    private boolean isTrue() {
        return tags.text().equals("true");
    }

    /// Without the quotes, which nearly always are references.
    private String etag() {
        int length = tags.textLength();
        int inner = length - 2 * QUOTE.length;
        byte[] text = tags.textBytes();
        if (inner > 0 && isQuote(0) && isQuote(length - QUOTE.length)) {
            String value = new String(text, QUOTE.length, inner, ISO_8859_1);
            if (value.indexOf('&') < 0) {
                return value;
            }
        }
        return tags.text();
    }

    private boolean isQuote(int from) {
        return Arrays.equals(tags.textBytes(), from, from + QUOTE.length, QUOTE, 0, QUOTE.length);
    }

    /// Nearly all rows have the storage class of the one before.
    private String sameOr(String before) {
        String text = tags.text();
        return text.equals(before) ? before : text;
    }

    private Instant time() {
        byte[] text = tags.textBytes();
        if (tags.textLength() != DATE_LENGTH || text[DATE_LENGTH - 1] != 'Z') {
            return Instant.parse(tags.text());
        }
        int year = (int) number(0, 4);
        int date = (int) ((year * 100L + number(5, 7)) * 100 + number(8, 10));
        if (date != day) {
            day = date;
            epochDay = LocalDate.of(year, (int) number(5, 7), (int) number(8, 10)).toEpochDay();
        }
        long seconds = (number(11, 13) * 60 + number(14, 16)) * 60 + number(17, 19);
        return Instant.ofEpochSecond(epochDay * 86_400 + seconds, number(20, 23) * 1_000_000);
    }

    private long number(int from, int to) {
        byte[] text = tags.textBytes();
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(
                        "\"%s\" in a row of a listing".formatted(tags.text()));
            }
            number = number * 10 + digit;
            if (number < 0) {
                throw new NumberFormatException(
                        "\"%s\" in a row of a listing: more than a size can be"
                                .formatted(tags.text()));
            }
        }
        return number;
    }

    private static ObjectSummary decoded(ObjectSummary row) {
        String key = decoded(row.key());
        return key.equals(row.key())
                ? row
                : new ObjectSummary(
                        key,
                        row.etag(),
                        row.versionId(),
                        row.size(),
                        row.lastModified(),
                        row.storageClass(),
                        row.restored());
    }

    private static String decoded(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0
                ? text
                : URLDecoder.decode(text, UTF_8);
    }

    private static byte[] name(String text) {
        return text.getBytes(US_ASCII);
    }
}
