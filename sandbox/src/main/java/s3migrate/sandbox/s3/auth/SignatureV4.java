package s3migrate.sandbox.s3.auth;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import s3migrate.sandbox.s3.checksum.ByteDigest;
import s3migrate.sandbox.s3.wire.PercentEncoding;

/// Computes Signature Version 4 of a request as it came in.
final class SignatureV4 {
    private static final String HMAC = "HmacSHA256";

    private SignatureV4() {}

    /// The key that signs everything of one day, region and service.
    static byte[] signingKey(String secret, Authorization authorization) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part :
                List.of(
                        authorization.date(),
                        authorization.region(),
                        authorization.service(),
                        "aws4_request")) {
            key = hmac(key, part);
        }
        return key;
    }

    /// @param canonicalPath as the client signed it
    static String of(
            byte[] signingKey,
            Authorization authorization,
            String method,
            String canonicalPath,
            String rawQuery,
            Headers headers) {
        String canonicalRequest =
                String.join(
                        "\n",
                        method,
                        canonicalPath,
                        canonicalQuery(rawQuery),
                        canonicalHeaders(authorization.signedHeaders(), headers),
                        String.join(";", authorization.signedHeaders()),
                        value(headers, "x-amz-content-sha256"));
        String toSign =
                String.join(
                        "\n",
                        Authorization.ALGORITHM,
                        value(headers, "x-amz-date"),
                        authorization.scope(),
                        sha256(canonicalRequest));
        return sign(signingKey, toSign);
    }

    /// In hex.
    static String sign(byte[] signingKey, String toSign) {
        return HexFormat.of().formatHex(hmac(signingKey, toSign));
    }

    private static String canonicalQuery(String rawQuery) {
        return Arrays.stream(rawQuery.split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(SignatureV4::canonicalPair)
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String canonicalPair(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        return reencoded(name) + "=" + reencoded(value);
    }

    private static String reencoded(String text) {
        return PercentEncoding.encode(PercentEncoding.decodeParameter(text), false);
    }

    private static String canonicalHeaders(List<String> names, Headers headers) {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            lines.append(name).append(':').append(value(headers, name)).append('\n');
        }
        return lines.toString();
    }

    static String value(Headers headers, String name) {
        return headers.getOrDefault(name, Collections.emptyList()).stream()
                .map(value -> value.strip().replaceAll(" +", " "))
                .collect(Collectors.joining(","));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + HMAC, impossible);
        }
    }

    /// In hex.
    static String sha256(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteDigest digest = ByteDigest.message("SHA-256");
        digest.update(bytes, 0, bytes.length);
        return HexFormat.of().formatHex(digest.value());
    }
}
