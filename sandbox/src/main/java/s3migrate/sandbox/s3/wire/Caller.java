package s3migrate.sandbox.s3.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import s3migrate.sandbox.s3.checksum.ByteDigest;

/// Who sends a request: an IAM user named as its access key id.
public record Caller(String accessKeyId, String accountId, String partition) {
    private static final String ANONYMOUS = "anonymous";

    /// Who does not sign.
    public static Caller anonymous(String partition) {
        return new Caller(ANONYMOUS, ANONYMOUS, partition);
    }

    public boolean isAnonymous() {
        return accountId.equals(ANONYMOUS);
    }

    public String arn() {
        return "arn:" + partition + ":iam::" + accountId + ":user/" + accessKeyId;
    }

    /// The account as S3's ownership names it: 64 hex digits.
    public String canonicalId() {
        byte[] account = accountId.getBytes(StandardCharsets.UTF_8);
        ByteDigest digest = ByteDigest.message("SHA-256");
        digest.update(account, 0, account.length);
        return HexFormat.of().formatHex(digest.value());
    }

    public static String partitionOf(String region) {
        return region.startsWith("cn-") ? "aws-cn" : "aws";
    }
}
