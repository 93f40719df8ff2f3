package s3migrate.route;

import java.util.Optional;
import java.util.regex.Pattern;

/// Encryption at rest that a write asks for.
///
/// @param keyId of KMS; empty is the account's own for S3, which no other account can use
/// @param bucketKey whether S3 may derive keys from one per bucket: fewer requests to KMS
public record Encryption(Algorithm algorithm, Optional<String> keyId, boolean bucketKey) {

    static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9:/_-]{1,2048}");

    static final String ACCEPTED_KEY_ID = "the id, alias or ARN of a KMS key";

    /// Who keeps the key.
    public enum Algorithm {
        S3("AES256"),
        KMS("aws:kms"),
        KMS_TWICE("aws:kms:dsse");

        private final String text;

        Algorithm(String text) {
            this.text = text;
        }

        /// As S3 has it in its header, and aws-cli in `--sse`.
        public String text() {
            return text;
        }
    }
}
