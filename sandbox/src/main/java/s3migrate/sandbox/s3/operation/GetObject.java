package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.store.HeldObject;
import s3migrate.sandbox.s3.wire.Body;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// Sends an object or a range of it. What is sent is one version, whatever happens to the key
/// meanwhile.
record GetObject(ObjectRead reads, KmsPermission kms) implements Operation {
    @Override
    public Response answer(Request request) {
        HeldObject held = reads.hold(request);
        try {
            ObjectRead.checkReadable(held.object());
            CustomerKeys.checkRead(request, held.object());
            kms.checkRead(request, held.object().properties().encryption());
            ObjectAnswer answer =
                    ObjectAnswer.of(
                            request,
                            reads.bucket(request),
                            held.object(),
                            reads.mayReadTags(request));
            Body body = new Body.ObjectBytes(held, answer.bytes().first(), answer.bytes().length());
            return answer.response().with(body);
        } catch (S3Error refused) {
            held.close();
            throw refused;
        }
    }
}
