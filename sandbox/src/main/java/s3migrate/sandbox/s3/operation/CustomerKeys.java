package s3migrate.sandbox.s3.operation;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.ByteDigest;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;

/// The keys of SSE-C, which come with every request for an object: S3 keeps their MD5 alone.
final class CustomerKeys {
    static final String PREFIX = "x-amz-server-side-encryption-customer-";
    private static final String COPY_PREFIX = "x-amz-copy-source-server-side-encryption-customer-";
    private static final int KEY_BYTES = 32;

    private CustomerKeys() {}

    /// The key a request brings for the object it writes or reads.
    static Optional<Encryption.CustomerKey> of(Request request) {
        return of(request, PREFIX);
    }

    /// Refuses a read without the key the object was written with, or with one it has not.
    static void checkRead(Request request, ObjectVersion object) {
        check(of(request), object);
    }

    /// Refuses a copy without the key of its source.
    static void checkCopy(Request request, ObjectVersion source) {
        check(of(request, COPY_PREFIX), source);
    }

    /// Refuses a part of an upload that was begun with another key.
    static void checkPart(Request request, Encryption upload) {
        boolean needed = upload instanceof Encryption.CustomerKey;
        Optional<Encryption.CustomerKey> given = of(request);
        if (needed && given.isEmpty()) {
            throw S3Errors.invalidRequest(
                    "The multipart upload initiate requested encryption. Subsequent part requests must include the"
                            + " appropriate encryption parameters.");
        }
        if (given.isPresent() && !given.get().equals(upload)) {
            throw S3Errors.invalidRequest(
                    "The provided encryption parameters did not match the ones used originally.");
        }
    }

    private static void check(Optional<Encryption.CustomerKey> given, ObjectVersion object) {
        boolean needed = object.properties().encryption() instanceof Encryption.CustomerKey;
        if (needed && given.isEmpty()) {
            throw S3Errors.invalidRequest(
                    "The object was stored using a form of Server Side Encryption. The correct parameters must be"
                            + " provided to retrieve the object.");
        }
        if (!needed && given.isPresent()) {
            throw S3Errors.invalidRequest(
                    "The encryption parameters are not applicable to this object.");
        }
        if (needed && !given.get().equals(object.properties().encryption())) {
            throw S3Errors.accessDenied(
                    "Requests specifying Server Side Encryption with Customer provided keys must provide the correct"
                            + " secret key.");
        }
    }

    private static Optional<Encryption.CustomerKey> of(Request request, String prefix) {
        Optional<String> algorithm = request.header(prefix + "algorithm");
        Optional<String> key = request.header(prefix + "key");
        Optional<String> md5 = request.header(prefix + "key-MD5");
        if (algorithm.isEmpty() && key.isEmpty() && md5.isEmpty()) {
            return Optional.empty();
        }
        if (!algorithm.orElse("").equals("AES256")) {
            throw invalid(
                    "Requests specifying Server Side Encryption with Customer provided keys must provide a valid"
                            + " encryption algorithm.",
                    prefix + "algorithm");
        }
        byte[] bytes = decoded(key.orElse(""), prefix + "key");
        if (bytes.length != KEY_BYTES) {
            throw invalid(
                    "The secret key was invalid for the specified algorithm.", prefix + "key");
        }
        ByteDigest digest = ByteDigest.md5();
        digest.update(bytes, 0, bytes.length);
        byte[] computed = digest.value();
        if (!MessageDigest.isEqual(computed, decoded(md5.orElse(""), prefix + "key-MD5"))) {
            throw invalid(
                    "The calculated MD5 hash of the key did not match the hash that was provided.",
                    prefix + "key-MD5");
        }
        return Optional.of(
                new Encryption.CustomerKey(Base64.getEncoder().encodeToString(computed)));
    }

    private static byte[] decoded(String base64, String header) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw invalid("The value is not base64.", header);
        }
    }

    /// Names the header, and not the key in it.
    private static S3Error invalid(String message, String header) {
        return new S3Error(400, "InvalidArgument", message).with("ArgumentName", header);
    }
}
