package s3migrate.sandbox.s3.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import s3migrate.sandbox.s3.error.S3Error;

/// The parts of a Signature Version 4 `Authorization` header.
///
/// @param date of the scope, as `yyyyMMdd`
record Authorization(
        String accessKeyId,
        String date,
        String region,
        String service,
        List<String> signedHeaders,
        String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    static Authorization parse(String header) {
        if (!header.startsWith(ALGORITHM + " ")) {
            throw malformed("unsupported authorization type");
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : header.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
            }
        }
        String[] scope = field(fields, "Credential").split("/", -1);
        if (scope.length != 5 || !scope[4].equals("aws4_request")) {
            throw malformed(
                    "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        return new Authorization(
                scope[0],
                scope[1],
                scope[2],
                scope[3],
                List.of(field(fields, "SignedHeaders").split(";", -1)),
                field(fields, "Signature"));
    }

    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw malformed("missing " + name);
        }
        return value;
    }

    static S3Error mismatch(String accessKeyId) {
        return new S3Error(
                        403,
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided. Check your key"
                                + " and signing method.")
                .with("AWSAccessKeyId", accessKeyId);
    }

    static S3Error malformed(String why) {
        return new S3Error(
                400,
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed; " + why);
    }
}
