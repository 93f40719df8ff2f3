package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.XmlElement;

record PutBucketEncryption(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) throws IOException {
        Bucket bucket = buckets.named(request.bucket());
        XmlElement rule =
                XmlElement.parse(RequestBody.of(request).small())
                        .all("Rule")
                        .findFirst()
                        .orElseThrow(S3Errors::malformedXml);
        XmlElement byDefault =
                rule.all("ApplyServerSideEncryptionByDefault")
                        .findFirst()
                        .orElseThrow(S3Errors::malformedXml);
        Encryption encryption =
                EncryptionHeaders.of(
                        byDefault.get("SSEAlgorithm"),
                        byDefault.find("KMSMasterKeyID"),
                        rule.find("BucketKeyEnabled").orElse("").equals("true"),
                        EncryptionHeaders.ownKeyArn(request.caller(), bucket.region()));
        bucket.change(settings -> settings.withEncryption(encryption));
        return Response.empty(200);
    }
}
