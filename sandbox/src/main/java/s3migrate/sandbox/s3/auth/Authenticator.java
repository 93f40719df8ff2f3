package s3migrate.sandbox.s3.auth;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.wire.Caller;
import s3migrate.sandbox.s3.wire.PercentEncoding;

/// Tells who signed a request, and refuses whoever is unknown, signs wrongly or signs for another
/// region. Session tokens are accepted unread. The signatures of single chunks are not checked,
/// only the one that covers the headers.
public final class Authenticator {
    private final Map<String, String> secrets;
    private final String region;
    private final String accountId;
    private final Map<String, byte[]> signingKeys = new ConcurrentHashMap<>();

    /// Knows the secrets by access key id.
    public Authenticator(Map<String, String> secrets, String region, String accountId) {
        this.secrets = Map.copyOf(secrets);
        this.region = region;
        this.accountId = accountId;
    }

    public Caller caller(String method, URI uri, Headers headers) {
        String header = headers.getFirst("Authorization");
        if (header == null) {
            throw S3Errors.accessDenied("Access Denied");
        }
        Authorization authorization = Authorization.parse(header);
        String secret = secrets.get(authorization.accessKeyId());
        if (secret == null) {
            throw new S3Error(
                            403,
                            "InvalidAccessKeyId",
                            "The AWS Access Key Id you provided does not exist in our records.")
                    .with("AWSAccessKeyId", authorization.accessKeyId());
        }
        checkScope(authorization);
        checkSignature(authorization, secret, method, uri, headers);
        return new Caller(authorization.accessKeyId(), accountId, Caller.partitionOf(region));
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
    private void checkSignature(
            Authorization authorization, String secret, String method, URI uri, Headers headers) {
        byte[] key =
                signingKeys.computeIfAbsent(
                        authorization.accessKeyId() + "/" + authorization.scope(),
                        _ -> SignatureV4.signingKey(secret, authorization));
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
            throw new S3Error(
                            403,
                            "SignatureDoesNotMatch",
                            "The request signature we calculated does not match the signature you provided. Check your"
                                    + " key and signing method.")
                    .with("AWSAccessKeyId", authorization.accessKeyId());
        }
    }

    private static boolean matches(Authorization authorization, String signature) {
        return MessageDigest.isEqual(
                authorization.signature().getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }
}
