package s3migrate.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Json;

/// One stored parameter, in its latest version.
record Parameter(String name, Type type, String value, long version, Instant modified) {
    /// Of the standard tier, in bytes (SSM quotas).
    private static final int MAX_VALUE_BYTES = 4096;

    // The names are SSM's, as they stand in requests and answers.
    enum Type {
        String,
        StringList,
        SecureString;

        static Type named(String text) {
            for (var type : values()) if (type.name().equals(text)) return type;
            throw AwsError.client("UnsupportedParameterType", "no parameter type: " + text);
        }
    }

    Parameter {
        if (value.isEmpty())
            throw AwsError.validation(
                    "1 validation error detected: Value '' at 'value' failed to satisfy constraint: "
                            + "Member must have length greater than or equal to 1");
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES)
            throw AwsError.validation(
                    "Standard tier parameters support a maximum parameter value of 4096 characters.");
    }

    ObjectNode toJson(boolean decrypted) {
        return Json.object()
                .put("Name", name)
                .put("Type", type.name())
                .put("Value", type == Type.SecureString && !decrypted ? ciphertext() : value)
                .put("Version", version)
                .put("LastModifiedDate", modified.toEpochMilli() / 1000.0)
                .put("DataType", "text");
    }

    /// Not an encryption, but as useless to its reader: a caller who forgot WithDecryption must not
    /// get by.
    private String ciphertext() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return "AQICAHh"
                    + Base64.getEncoder()
                            .encodeToString(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
