package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// Tells of an object what GET would, without its bytes; archived objects too.
record HeadObject(ObjectRead reads, KmsPermission kms) implements Operation {
    @Override
    public Response answer(Request request) {
        ObjectVersion object = reads.find(request);
        CustomerKeys.checkRead(request, object);
        if (ObjectAnswer.showsChecksum(request)) {
            kms.checkRead(request, object.properties().encryption());
        }
        ObjectAnswer answer =
                ObjectAnswer.of(request, reads.bucket(request), object, reads.mayReadTags(request));
        return answer.response().with("Content-Length", Long.toString(answer.bytes().length()));
    }
}
