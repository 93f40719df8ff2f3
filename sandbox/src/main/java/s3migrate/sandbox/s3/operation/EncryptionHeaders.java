package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.wire.Caller;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// What requests ask of encryption at rest, and what answers tell of it.
final class EncryptionHeaders {
    private static final String ALGORITHM = "x-amz-server-side-encryption";
    private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";
    private static final String BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled";

    private EncryptionHeaders() {}

    /// Whether the request asks for any.
    static boolean present(Request request) {
        return request.header(ALGORITHM).isPresent() || CustomerKeys.of(request).isPresent();
    }

    /// The request's choice, else that of the bucket.
    static Encryption of(Request request, Bucket bucket) {
        Optional<Encryption.CustomerKey> customerKey = CustomerKeys.of(request);
        Optional<String> algorithm = request.header(ALGORITHM);
        if (customerKey.isPresent()) {
            if (algorithm.isPresent()) {
                throw S3Errors.invalidArgument(
                        "Server Side Encryption with Customer provided key is incompatible with the encryption method"
                                + " specified",
                        ALGORITHM,
                        algorithm.get());
            }
            return customerKey.get();
        }
        if (algorithm.isEmpty()) {
            return bucket.settings().encryption();
        }
        return of(
                algorithm.get(),
                request.header(KEY),
                request.header(BUCKET_KEY).orElse("").equalsIgnoreCase("true"),
                ownKeyArn(request.caller(), bucket.region()));
    }

    /// From the names S3 uses in headers and XML alike.
    static Encryption of(
            String algorithm, Optional<String> key, boolean bucketKey, String defaultKeyArn) {
        return switch (algorithm) {
            case "AES256" -> {
                if (key.isPresent()) {
                    throw S3Errors.invalidArgument(
                            "A KMS key cannot be used with the AES256 algorithm", KEY, key.get());
                }
                yield new Encryption.S3Managed();
            }
            case "aws:kms", "aws:kms:dsse" ->
                    new Encryption.Kms(algorithm, key.orElse(defaultKeyArn), bucketKey);
            default ->
                    throw S3Errors.invalidArgument(
                            "The encryption method specified is not supported",
                            ALGORITHM,
                            algorithm);
        };
    }

    /// The key that S3 takes when KMS is asked for and no key is named.
    static String ownKeyArn(Caller caller, String region) {
        return String.join(
                ":",
                "arn",
                caller.partition(),
                "kms",
                region,
                caller.accountId(),
                "key/00000000-0000-4000-8000-000000000053");
    }

    static Response tell(Response response, Encryption encryption) {
        return switch (encryption) {
            case Encryption.S3Managed _ -> response.with(ALGORITHM, "AES256");
            case Encryption.Kms(var algorithm, var key, var bucketKey) -> {
                Response told = response.with(ALGORITHM, algorithm).with(KEY, key);
                yield bucketKey ? told.with(BUCKET_KEY, "true") : told;
            }
            case Encryption.CustomerKey(var md5) ->
                    response.with(CustomerKeys.PREFIX + "algorithm", "AES256")
                            .with(CustomerKeys.PREFIX + "key-MD5", md5);
        };
    }
}
