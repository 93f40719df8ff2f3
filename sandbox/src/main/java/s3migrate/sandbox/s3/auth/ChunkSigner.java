package s3migrate.sandbox.s3.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import s3migrate.sandbox.s3.wire.ChunkSignatures;

/// Checks the signatures of a body's chunks, each of which signs the one before it; the first signs
/// that of the headers. One thread.
final class ChunkSigner implements ChunkSignatures {
    private final byte[] key;
    private final Authorization authorization;
    private final String date;
    private String previous;

    ChunkSigner(byte[] key, Authorization authorization, String date) {
        this.key = key;
        this.authorization = authorization;
        this.date = date;
        this.previous = authorization.signature();
    }

    @Override
    public boolean signed() {
        return true;
    }

    @Override
    public void checkChunk(String sha256, String signature) {
        check("PAYLOAD", SignatureV4.sha256("") + "\n" + sha256, signature);
    }

    @Override
    public void checkTrailers(String lines, String signature) {
        check("TRAILER", SignatureV4.sha256(lines), signature);
    }

    private void check(String what, String hashes, String signature) {
        String toSign =
                String.join(
                        "\n",
                        Authorization.ALGORITHM + "-" + what,
                        date,
                        authorization.scope(),
                        previous,
                        hashes);
        String computed = SignatureV4.sign(key, toSign);
        if (!MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8))) {
            throw Authorization.mismatch(authorization.accessKeyId());
        }
        previous = computed;
    }
}
