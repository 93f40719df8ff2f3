package s3migrate.sandbox.s3.operation;

import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Xml;

/// What listings tell of a restore to whoever asks for it.
final class RestoreStatus {
    private RestoreStatus() {}

    static void write(Xml xml, Request request, ObjectVersion object) {
        if (request.header("x-amz-optional-object-attributes").orElse("").equals("RestoreStatus")) {
            object.restoredUntil()
                    .ifPresent(until ->
                            xml.open("RestoreStatus")
                                    .element("IsRestoreInProgress", "false")
                                    .element("RestoreExpiryDate", Times.iso(until))
                                    .close());
        }
    }
}
