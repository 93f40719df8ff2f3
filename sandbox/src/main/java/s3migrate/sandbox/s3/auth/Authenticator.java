package s3migrate.sandbox.s3.auth;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.sandbox.s3.wire.Caller;
import s3migrate.sandbox.s3.wire.ChunkSignatures;
import s3migrate.sandbox.s3.wire.PercentEncoding;

/// Tells who signed a request, and refuses whoever is unknown, signs wrongly, too early or late, or
/// for another region. Who does not sign is anonymous.
public final class Authenticator {
    private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    private final AccessKeyRing keys;
    private final String region;
    private final String accountId;
    private final InstantSource clock;
    private final Map<String, byte[]> signingKeys = new ConcurrentHashMap<>();

    public Authenticator(AccessKeyRing keys, String region, String accountId, InstantSource clock) {
        this.keys = keys;
        this.region = region;
        this.accountId = accountId;
        this.clock = clock;
    }

    public Sender sender(String method, URI uri, Headers headers) {
        String header = headers.getFirst("Authorization");
        if (header == null) {
            Caller nobody = Caller.anonymous(Caller.partitionOf(region));
            return new Sender(nobody, ChunkSignatures.NONE);
        }
        Authorization authorization = Authorization.parse(header);
        AccessKey key =
                keys.find(
                        authorization.accessKeyId(),
                        Optional.ofNullable(headers.getFirst("x-amz-security-token")),
                        clock.instant());
        checkScope(authorization);
        RequestTime.check(headers, clock.instant());
        byte[] signingKey =
                signingKeys.computeIfAbsent(
                        key.secret() + "/" + authorization.scope(),
                        _ -> SignatureV4.signingKey(key.secret(), authorization));
        checkSignature(authorization, signingKey, method, uri, headers);
        Caller caller = new Caller(key.id(), accountId, Caller.partitionOf(region));
        return new Sender(caller, chunks(authorization, signingKey, headers));
    }

    private static ChunkSignatures chunks(
            Authorization authorization, byte[] signingKey, Headers headers) {
        String content = SignatureV4.value(headers, "x-amz-content-sha256");
        return content.startsWith(SIGNED_CHUNKS)
                ? new ChunkSigner(
                        signingKey, authorization, SignatureV4.value(headers, "x-amz-date"))
                : ChunkSignatures.NONE;
    }

    private void checkScope(Authorization authorization) {
        if (!authorization.region().equals(region)) {
            throw Authorization.malformed(
                            "the region '"
                                    + authorization.region()
                                    + "' is wrong; expecting '"
                                    + region
                                    + "'")
                    .with("Region", region);
        }
        if (!authorization.service().equals("s3")) {
            throw Authorization.malformed(
                    "incorrect service \""
                            + authorization.service()
                            + "\". This endpoint belongs to \"s3\".");
        }
    }

    /// A client signs the path as it sends it, or as the canonical encoding of the key; the SDK's
    /// differ where a key has empty segments.
    private static void checkSignature(
            Authorization authorization, byte[] key, String method, URI uri, Headers headers) {
        String sent = uri.getRawPath();
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        if (matches(
                authorization, SignatureV4.of(key, authorization, method, sent, query, headers))) {
            return;
        }
        String canonical = PercentEncoding.encode(PercentEncoding.decode(sent), true);
        if (!matches(
                authorization,
                SignatureV4.of(key, authorization, method, canonical, query, headers))) {
            throw Authorization.mismatch(authorization.accessKeyId());
        }
    }

    private static boolean matches(Authorization authorization, String signature) {
        return MessageDigest.isEqual(
                authorization.signature().getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }
}
