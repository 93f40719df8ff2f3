package s3migrate.cli.operate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.options.S3ObjectUri;
import s3migrate.job.Messages;
import s3migrate.job.OrderedCopy;

/// One copy that is ordered, and the message that orders it.
record Submission(OrderedCopy order, String message) {

    /// A line of a list. Keys may have spaces in them: what stands before the second `s3://` ends
    /// the first.
    private static final Pattern PAIR =
            Pattern.compile("s3://([^/\\s]+)/(.+?)\\s+s3://([^/\\s]+)/(.+)");

    private static final int SHOWN_FAULTS = 20;

    /// The copies of a list, one a line; empty lines count for nothing.
    ///
    /// @param where it comes from, for what is said of it
    /// @param id of the whole; a line that has none of its own gets it with its number
    /// @throws CouldNotStart naming every line that is wrong
    static List<Submission> ofList(String where, String text, String id) {
        var copies = new ArrayList<Submission>();
        var faults = new ArrayList<String>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                String ofLine = "%s-%d".formatted(id, number);
                var copy = line.startsWith("{") ? ofJson(line) : ofPair(line, ofLine);
                if (copy.isPresent()) {
                    copies.add(copy.get());
                } else {
                    faults.add("line %d: \"%s\"".formatted(number, line));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new CouldNotStart(
                    "%s: %d lines are wrong, nothing was sent; accepted is s3://bucket/key s3://bucket/key, or a JSON object with Src_bucket, Src_key, Des_bucket and Des_key\n  %s"
                            .formatted(
                                    where,
                                    faults.size(),
                                    String.join(
                                            "\n  ", faults.stream().limit(SHOWN_FAULTS).toList())));
        }
        return copies;
    }

    /// One copy, of both objects as they are written: each is `s3://bucket/key`, byte for byte.
    static Optional<Submission> of(String source, String destination, String id) {
        try {
            return of(S3ObjectUri.parse(source), S3ObjectUri.parse(destination), id);
        } catch (IllegalArgumentException notAnObject) {
            return Optional.empty();
        }
    }

    private static Optional<Submission> ofPair(String line, String id) {
        var pair = PAIR.matcher(line.strip());
        if (!pair.matches()) {
            return Optional.empty();
        }
        return of(
                new S3ObjectUri(pair.group(1), pair.group(2)),
                new S3ObjectUri(pair.group(3), pair.group(4)),
                id);
    }

    private static Optional<Submission> of(S3ObjectUri source, S3ObjectUri destination, String id) {
        var order = new LinkedHashMap<String, String>();
        order.put("Src_bucket", source.bucket());
        order.put("Src_key", source.key());
        order.put("Des_bucket", destination.bucket());
        order.put("Des_key", destination.key());
        order.put("id", id);
        return ofJson(Json.ascii(order));
    }

    private static Optional<Submission> ofJson(String message) {
        return Messages.decode(message) instanceof OrderedCopy order
                ? Optional.of(new Submission(order, message))
                : Optional.empty();
    }
}
