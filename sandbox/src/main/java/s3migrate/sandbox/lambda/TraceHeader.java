package s3migrate.sandbox.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// An X-Ray trace header: `Root=…;Parent=…;Sampled=0;Lineage=061379e8:0|cbc84ad3:3`.
///
/// Lineage is how Lambda finds loops. It names the functions of a chain by a hash, each with the
/// number of its earlier invocations in that chain.
record TraceHeader(Map<String, String> fields) {
    private static final String ROOT = "Root";
    private static final String LINEAGE = "Lineage";

    /// The header of a chain that begins here.
    static TraceHeader fresh() {
        var id = UUID.randomUUID().toString().replace("-", "");
        var fields = new LinkedHashMap<String, String>();
        fields.put(
                ROOT, "1-%08x-%s".formatted(Instant.now().getEpochSecond(), id.substring(0, 24)));
        return new TraceHeader(fields);
    }

    static TraceHeader parse(String text) {
        var fields = fields(text, ";", "=");
        return fields.containsKey(ROOT) ? new TraceHeader(fields) : fresh();
    }

    /// Invocations of the function in this chain so far.
    int invocations(String functionArn) {
        var earlier = lineage().get(hash(functionArn));
        return earlier == null ? 0 : Integer.parseInt(earlier) + 1;
    }

    /// The header that the chain's next invocation of the function is given.
    TraceHeader invoking(String functionArn) {
        var lineage = lineage();
        lineage.put(hash(functionArn), Integer.toString(invocations(functionArn)));
        var next = new LinkedHashMap<String, String>();
        next.put(ROOT, fields.getOrDefault(ROOT, ""));
        next.put("Parent", UUID.randomUUID().toString().replace("-", "").substring(0, 16));
        next.put("Sampled", "0");
        next.put(LINEAGE, text(lineage, "|", ":"));
        return new TraceHeader(next);
    }

    @Override
    public String toString() {
        return text(fields, ";", "=");
    }

    private Map<String, String> lineage() {
        return fields(fields.getOrDefault(LINEAGE, ""), "\\|", ":");
    }

    private static Map<String, String> fields(String text, String separator, String equals) {
        return Arrays.stream(text.split(separator))
                .map(field -> field.split(equals, 2))
                .filter(field -> field.length == 2)
                .collect(
                        Collectors.toMap(
                                field -> field[0],
                                field -> field[1],
                                (_, last) -> last,
                                LinkedHashMap::new));
    }

    private static String text(Map<String, String> fields, String separator, String equals) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + equals + field.getValue())
                .collect(Collectors.joining(separator));
    }

    private static String hash(String functionArn) {
        var crc = new CRC32();
        crc.update(functionArn.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
