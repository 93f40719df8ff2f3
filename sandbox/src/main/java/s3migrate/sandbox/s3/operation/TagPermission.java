package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.auth.Denials;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.wire.Request;

/// Writing an object together with its tags needs the permission to tag as well.
final class TagPermission {
    private TagPermission() {}

    static void check(Denials denials, Request request, ObjectProperties properties) {
        if (!properties.tags().isEmpty()) {
            denials.check(
                    request.caller(),
                    "s3:PutObjectTagging",
                    request.bucket() + "/" + request.key());
        }
    }
}
