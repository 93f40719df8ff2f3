package s3migrate.sandbox.s3.operation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.wire.Xml;
import s3migrate.sandbox.s3.wire.XmlElement;

/// A document that belongs to a bucket, kept byte for byte and answered again.
enum BucketDocument {
    LIFECYCLE(
            "lifecycle",
            "NoSuchLifecycleConfiguration",
            "The lifecycle configuration does not exist") {
        @Override
        void check(byte[] document) {
            XmlElement root = XmlElement.parse(document);
            boolean rules =
                    root.all("Rule").findAny().isPresent()
                            && root.all("Rule")
                                    .allMatch(
                                            rule -> rule.get("Status").matches("Enabled|Disabled"));
            if (!root.name().equals("LifecycleConfiguration") || !rules) {
                throw S3Errors.malformedXml();
            }
        }
    },
    WEBSITE(
            "website",
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration") {
        @Override
        void check(byte[] document) {
            if (!XmlElement.parse(document).name().equals("WebsiteConfiguration")) {
                throw S3Errors.malformedXml();
            }
        }
    },
    POLICY("policy", "NoSuchBucketPolicy", "The bucket policy does not exist") {
        @Override
        void check(byte[] document) {
            if (!new String(document, StandardCharsets.UTF_8).strip().startsWith("{")) {
                throw new S3Error(
                        400,
                        "MalformedPolicy",
                        "Policies must be valid JSON and the first byte must be '{'");
            }
        }
    },
    NOTIFICATION("notification", "", "") {
        @Override
        void check(byte[] document) {}
    };

    private final String name;
    private final String missingCode;
    private final String missingMessage;

    BucketDocument(String name, String missingCode, String missingMessage) {
        this.name = name;
        this.missingCode = missingCode;
        this.missingMessage = missingMessage;
    }

    /// Refuses what S3 could not use.
    abstract void check(byte[] document);

    void put(Bucket bucket, byte[] document) {
        bucket.documents().put(name, document);
    }

    void delete(Bucket bucket) {
        bucket.documents().remove(name);
    }

    /// A bucket without notifications has an empty configuration of them.
    byte[] of(Bucket bucket) {
        Optional<byte[]> document = Optional.ofNullable(bucket.documents().get(name));
        if (document.isEmpty() && this == NOTIFICATION) {
            return Xml.document("NotificationConfiguration")
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }
        return document.orElseThrow(() ->
                new S3Error(404, missingCode, missingMessage).with("BucketName", bucket.name()));
    }
}
