package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.Encryption;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;

record GetBucketEncryption(Buckets buckets) implements Operation {
    @Override
    public Response answer(Request request) {
        Xml xml = Xml.document("ServerSideEncryptionConfiguration").open("Rule");
        xml.open("ApplyServerSideEncryptionByDefault");
        boolean bucketKey = false;
        if (buckets.named(request.bucket()).settings().encryption()
                instanceof Encryption.Kms(var algorithm, var key, var shared)) {
            xml.element("SSEAlgorithm", algorithm).element("KMSMasterKeyID", key);
            bucketKey = shared;
        } else {
            xml.element("SSEAlgorithm", "AES256");
        }
        return Response.xml(xml.close().element("BucketKeyEnabled", Boolean.toString(bucketKey)));
    }
}
